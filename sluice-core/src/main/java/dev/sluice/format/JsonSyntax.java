package dev.sluice.format;

/// What counts as JSON, beyond what RFC 8259 says: the options of that name of `json` and `from_json`.
///
/// @param singleQuotes strings may stand between single quotes
/// @param nonNumericNumbers NaN, Infinity and INF with a sign are numbers
/// @param controlChars strings may have characters below a space that are not escaped
/// @param comments `/* … */` and `// …` are space
/// @param unquotedNames names of fields may stand without quotes
/// @param leadingZeros 007 is 7
/// @param anyEscape `\q` is q
public record JsonSyntax(
        boolean singleQuotes,
        boolean nonNumericNumbers,
        boolean controlChars,
        boolean comments,
        boolean unquotedNames,
        boolean leadingZeros,
        boolean anyEscape) {

    /// Spark's defaults for files and `from_json`.
    public static final JsonSyntax DEFAULT = new JsonSyntax(true, true, false, false, false, false, false);

    /// Spark's defaults for functions that take no options.
    static final JsonSyntax OF_TEXTS = new JsonSyntax(true, false, true, false, false, false, false);
}
