package dev.sluice.format;

/// What separates, quotes and escapes the values of a CSV line. The characters are ASCII; `\0` stands for none.
///
/// @param separator one or more characters, any
/// @param escape what makes a quote, or itself, a part of a quoted value
/// @param escapeOfEscape what makes an escape a part of a quoted value
/// @param comment what a line begins with that is no row
/// @param nullValue what stands for null, besides nothing at all
/// @param emptyValue what a quoted value without content is
/// @param quotes what becomes of quotes in values that nothing escapes
/// @param manyLines whether a quoted value may hold the ends of lines
/// @param lineEnd what ends lines then; empty for what ends the first one
public record CsvSyntax(
        String separator,
        char quote,
        char escape,
        char escapeOfEscape,
        char comment,
        boolean ignoreLeadingSpace,
        boolean ignoreTrailingSpace,
        String nullValue,
        String emptyValue,
        UnescapedQuotes quotes,
        boolean manyLines,
        String lineEnd) {

    /// Spark's defaults.
    public static final CsvSyntax DEFAULT = new CsvSyntax(",", '"', '\\', '\0', false, false, "", "");

    /// The rest as Spark has it by default.
    public CsvSyntax(
            String separator,
            char quote,
            char escape,
            char comment,
            boolean ignoreLeadingSpace,
            boolean ignoreTrailingSpace,
            String nullValue,
            String emptyValue) {
        this(
                separator,
                quote,
                escape,
                escape == quote ? '\0' : escape,
                comment,
                ignoreLeadingSpace,
                ignoreTrailingSpace,
                nullValue,
                emptyValue,
                UnescapedQuotes.STOP_AT_DELIMITER,
                false,
                "");
    }

    /// The same where the ends of lines are characters like others.
    CsvSyntax ofOneLine() {
        return new CsvSyntax(
                separator,
                quote,
                escape,
                escapeOfEscape,
                comment,
                ignoreLeadingSpace,
                ignoreTrailingSpace,
                nullValue,
                emptyValue,
                quotes,
                false,
                "");
    }
}
