package dev.sluice.format;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// How JSON is read, as the options of `json` and `from_json` say.
///
/// @param corruptColumn the column that takes lines that don't fit, if the schema has it
/// @param zone what a timestamp without zone means
/// @param singleQuotes whether strings may stand between single quotes
/// @param nonNumericNumbers whether NaN, Infinity and INF with a sign are numbers
/// @param dateFormat null for the forms of [TimeParser]; the other formats likewise
public record JsonSettings(
        ParseMode mode,
        String corruptColumn,
        ZoneId zone,
        boolean singleQuotes,
        boolean nonNumericNumbers,
        @Nullable TimePattern dateFormat,
        @Nullable TimePattern timestampFormat,
        @Nullable TimePattern wallClockFormat) {

    public static final String CORRUPT_COLUMN = "_corrupt_record";

    /// Spark's defaults.
    public static JsonSettings of(ZoneId zone) {
        return new JsonSettings(ParseMode.PERMISSIVE, CORRUPT_COLUMN, zone, true, true, null, null, null);
    }
}
