package dev.sluice.format;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// How CSV is read, as the options of `csv` and `from_csv` say.
///
/// @param header whether the first line of a file names the columns
/// @param enforceSchema whether the names in the header may differ from those of the columns
/// @param inferSchema whether types are looked for, where there is no schema
/// @param preferDate whether dates are found there, or only timestamps
/// @param mostColumns how many values a record may have
/// @param mostCharacters how long a value may be, in bytes; -1 for any
/// @param corruptColumn the column that takes lines that don't fit, if the schema has it
/// @param zone what a timestamp without zone means
/// @param dateFormat null for the forms of [TimeParser]; the other formats likewise
public record CsvSettings(
        CsvSyntax syntax,
        boolean header,
        boolean enforceSchema,
        boolean inferSchema,
        boolean preferDate,
        int mostColumns,
        int mostCharacters,
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
                true,
                20_480,
                -1,
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

    /// The same in another mode.
    public CsvSettings in(ParseMode other) {
        return copy(syntax, other);
    }

    /// The same with other separators, quotes and escapes.
    public CsvSettings with(CsvSyntax other) {
        return copy(other, mode);
    }

    private CsvSettings copy(CsvSyntax otherSyntax, ParseMode otherMode) {
        return new CsvSettings(
                otherSyntax,
                header,
                enforceSchema,
                inferSchema,
                preferDate,
                mostColumns,
                mostCharacters,
                otherMode,
                corruptColumn,
                zone,
                nanValue,
                positiveInfinity,
                negativeInfinity,
                dateFormat,
                timestampFormat,
                wallClockFormat);
    }
}
