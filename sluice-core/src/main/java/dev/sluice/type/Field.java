package dev.sluice.type;

import dev.sluice.json.JsonValue;
import java.util.regex.Pattern;

/// A named, typed part of a struct.
///
/// @param name as it was said, in its own case
/// @param nullable whether null is a possible value
public record Field(String name, DataType type, boolean nullable) {

    private static final Pattern PLAIN = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    public static Field of(String name, DataType type) {
        return new Field(name, type, true);
    }

    JsonValue toJson() {
        return JsonValue.object()
                .put("name", name)
                .put("type", type.toJson())
                .put("nullable", nullable)
                .put("metadata", JsonValue.object().build())
                .build();
    }

    /// The name in backticks, unless it is a plain identifier.
    public static String quoteIfNeeded(String name) {
        return PLAIN.matcher(name).matches() ? name : quote(name);
    }

    /// The name in backticks, inner backticks doubled.
    public static String quote(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
