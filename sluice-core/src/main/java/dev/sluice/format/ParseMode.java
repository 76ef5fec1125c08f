package dev.sluice.format;

/// What becomes of a line that does not fit the columns: Spark's option `mode`.
public enum ParseMode {
    /// What fits stays, the rest is null; the line itself goes into the column for corrupt records, if there is one.
    PERMISSIVE,
    /// The line is left out.
    DROPMALFORMED,
    /// The query ends.
    FAILFAST;

    /// The mode of that name, in any case; other names mean [#PERMISSIVE], as in Spark.
    public static ParseMode of(String name) {
        for (ParseMode mode : values()) {
            if (mode.name().equalsIgnoreCase(name)) return mode;
        }
        return PERMISSIVE;
    }
}
