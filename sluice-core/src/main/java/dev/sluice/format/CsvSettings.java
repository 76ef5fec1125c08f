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
        return copy(syntax, header, inferSchema, other, zone);
    }

    /// The same where timestamps without zone mean another.
    public CsvSettings in(ZoneId other) {
        return copy(syntax, header, inferSchema, mode, other);
    }

    /// The same with other separators, quotes and escapes.
    public CsvSettings with(CsvSyntax other) {
        return copy(other, header, inferSchema, mode, zone);
    }

    /// For texts that stand in a column: each is one record, whatever lines it has, none is a header, and asking for
    /// their type is asking for the types of their values.
    public CsvSettings forColumns() {
        return copy(syntax.ofOneLine(), false, true, mode, zone);
    }

    private CsvSettings copy(
            CsvSyntax otherSyntax, boolean otherHeader, boolean infers, ParseMode otherMode, ZoneId otherZone) {
        return new CsvSettings(
                otherSyntax,
                otherHeader,
                enforceSchema,
                infers,
                preferDate,
                mostColumns,
                mostCharacters,
                otherMode,
                corruptColumn,
                otherZone,
                nanValue,
                positiveInfinity,
                negativeInfinity,
                dateFormat,
                timestampFormat,
                wallClockFormat);
    }
}
