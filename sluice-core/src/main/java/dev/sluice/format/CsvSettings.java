package dev.sluice.format;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// How CSV is read, as the options of `csv` and `from_csv` say.
///
/// @param header whether the first line of a file names the columns
/// @param enforceSchema whether the names in the header may differ from those of the columns
/// @param inferSchema whether types are looked for, where there is no schema
/// @param corruptColumn the column that takes lines that don't fit, if the schema has it
/// @param zone what a timestamp without zone means
/// @param dateFormat null for the forms of [TimeParser]; the other formats likewise
public record CsvSettings(
        CsvSyntax syntax,
        boolean header,
        boolean enforceSchema,
        boolean inferSchema,
        ParseMode mode,
        String corruptColumn,
        ZoneId zone,
        String nanValue,
        String positiveInfinity,
        String negativeInfinity,
        @Nullable TimePattern dateFormat,
        @Nullable TimePattern timestampFormat,
        @Nullable TimePattern wallClockFormat) {

    /// Spark's defaults.
    public static CsvSettings of(ZoneId zone) {
        return new CsvSettings(
                CsvSyntax.DEFAULT,
                false,
                true,
                false,
                ParseMode.PERMISSIVE,
                JsonSettings.CORRUPT_COLUMN,
                zone,
                "NaN",
                "Inf",
                "-Inf",
                null,
                null,
                null);
    }
}
