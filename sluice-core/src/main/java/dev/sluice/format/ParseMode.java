package dev.sluice.format;

import dev.sluice.error.Suggestion;
import java.util.List;
import java.util.stream.Stream;

/// What becomes of a line that does not fit the columns: Spark's option `mode`.
public enum ParseMode {
    /// What fits stays, the rest is null; the line itself goes into the column for corrupt records, if there is one.
    PERMISSIVE,
    /// The line is left out.
    DROPMALFORMED,
    /// The query ends.
    FAILFAST;

    private static final System.Logger LOG = System.getLogger("ParseMode");

    /// The mode of that name, in any case; other names mean [#PERMISSIVE], as in Spark, which is said.
    public static ParseMode of(String name) {
        for (ParseMode mode : values()) {
            if (mode.name().equalsIgnoreCase(name)) return mode;
        }
        LOG.log(System.Logger.Level.WARNING, warning(name));
        return PERMISSIVE;
    }

    static String warning(String name) {
        List<String> names = Stream.of(values()).map(ParseMode::name).toList();
        return name + " is not a valid parse mode. Using " + PERMISSIVE + "."
                + Suggestion.likely(name, names)
                        .map(near -> " Did you mean " + near + "?")
                        .orElse(" The modes are " + String.join(", ", names) + ".");
    }
}
