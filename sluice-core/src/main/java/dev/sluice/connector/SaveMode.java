package dev.sluice.connector;

import java.util.Locale;
import java.util.Optional;

/// What writing rows as a whole does where there are some already.
public enum SaveMode {
    APPEND,
    OVERWRITE,
    ERROR_IF_EXISTS,
    IGNORE;

    /// As Spark writes them.
    public static final SaveMode Append = APPEND;

    public static final SaveMode Overwrite = OVERWRITE;
    public static final SaveMode ErrorIfExists = ERROR_IF_EXISTS;
    public static final SaveMode Ignore = IGNORE;

    /// The mode that Spark calls so.
    public static Optional<SaveMode> named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "append" -> Optional.of(APPEND);
            case "overwrite" -> Optional.of(OVERWRITE);
            case "error", "errorifexists", "default" -> Optional.of(ERROR_IF_EXISTS);
            case "ignore" -> Optional.of(IGNORE);
            default -> Optional.empty();
        };
    }
}
