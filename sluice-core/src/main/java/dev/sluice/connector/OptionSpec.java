package dev.sluice.connector;

import org.jspecify.annotations.Nullable;

/// An option that a source or sink understands: what documentation shows, and what typing errors are compared with.
///
/// @param name as Spark writes it; `kafka.*` stands for all names that begin with `kafka.`
/// @param defaultValue as text, or null if there is none
public record OptionSpec(String name, @Nullable String defaultValue, String summary) {

    private static final String ANY = "*";

    /// Whether it is the option of a name.
    boolean covers(String given) {
        if (!name.endsWith(ANY)) return name.equalsIgnoreCase(given);
        int length = name.length() - ANY.length();
        return given.length() > length && name.regionMatches(true, 0, given, 0, length);
    }
}
