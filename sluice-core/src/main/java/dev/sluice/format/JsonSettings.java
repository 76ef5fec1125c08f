package dev.sluice.format;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// How JSON is read, as the options of `json` and `from_json` say.
///
/// @param corruptColumn the column that takes lines that don't fit, if the schema has it
/// @param zone what a timestamp without zone means
/// @param singleQuotes whether strings may stand between single quotes
/// @param nonNumericNumbers whether NaN, Infinity and INF with a sign are numbers
/// @param controlChars whether strings may have characters below a space that are not escaped
/// @param textAnew whether a STRING takes values that are no strings in the normal form of [JsonCopy]; else as they are
///     written
/// @param dateFormat null for the forms of [TimeParser]; the other formats likewise
public record JsonSettings(
        ParseMode mode,
        String corruptColumn,
        ZoneId zone,
        boolean singleQuotes,
        boolean nonNumericNumbers,
        boolean controlChars,
        boolean textAnew,
        @Nullable TimePattern dateFormat,
        @Nullable TimePattern timestampFormat,
        @Nullable TimePattern wallClockFormat) {

    public static final String CORRUPT_COLUMN = "_corrupt_record";

    /// Spark's defaults.
    public static JsonSettings of(ZoneId zone) {
        return new JsonSettings(ParseMode.PERMISSIVE, CORRUPT_COLUMN, zone, true, true, false, false, null, null, null);
    }

    /// How the functions that take no options read texts: Spark's defaults for them.
    public static JsonSettings ofTexts() {
        return new JsonSettings(
                ParseMode.PERMISSIVE, CORRUPT_COLUMN, ZoneOffset.UTC, true, false, true, true, null, null, null);
    }

    /// The same in another zone.
    public JsonSettings in(ZoneId other) {
        return new JsonSettings(
                mode,
                corruptColumn,
                other,
                singleQuotes,
                nonNumericNumbers,
                controlChars,
                textAnew,
                dateFormat,
                timestampFormat,
                wallClockFormat);
    }

    /// The same for texts that are values of columns, as `from_json` reads them.
    public JsonSettings forColumns() {
        return new JsonSettings(
                mode,
                corruptColumn,
                zone,
                singleQuotes,
                nonNumericNumbers,
                controlChars,
                true,
                dateFormat,
                timestampFormat,
                wallClockFormat);
    }
}
