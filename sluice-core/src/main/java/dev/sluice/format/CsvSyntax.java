package dev.sluice.format;

/// What separates, quotes and escapes the values of a CSV line. The characters are ASCII; `\0` stands for none.
///
/// @param separator one or more characters, any
/// @param escape what makes a quote, or itself, a part of a quoted value
/// @param comment what a line begins with that is no row
/// @param nullValue what stands for null, besides nothing at all
/// @param emptyValue what a quoted value without content is
public record CsvSyntax(
        String separator,
        char quote,
        char escape,
        char comment,
        boolean ignoreLeadingSpace,
        boolean ignoreTrailingSpace,
        String nullValue,
        String emptyValue) {

    /// Spark's defaults.
    public static final CsvSyntax DEFAULT = new CsvSyntax(",", '"', '\\', '\0', false, false, "", "");
}
