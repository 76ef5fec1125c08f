package dev.sluice.stream;

import java.util.Locale;
import java.util.Optional;

/// What a streaming query writes after each micro-batch. Source: Spark, Structured Streaming Programming Guide,
/// "Output Modes".
public enum OutputMode {
    /// Rows that will never change.
    APPEND,
    /// Rows that are new or changed.
    UPDATE,
    /// The whole result.
    COMPLETE;

    /// Spark's name for [#APPEND].
    public static OutputMode Append() {
        return APPEND;
    }

    /// Spark's name for [#UPDATE].
    public static OutputMode Update() {
        return UPDATE;
    }

    /// Spark's name for [#COMPLETE].
    public static OutputMode Complete() {
        return COMPLETE;
    }

    /// The mode's name as Spark writes it, in lower case.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The mode of that name, case ignored.
    public static Optional<OutputMode> named(String name) {
        for (OutputMode mode : values()) {
            if (mode.name().equalsIgnoreCase(name)) return Optional.of(mode);
        }
        return Optional.empty();
    }
}
