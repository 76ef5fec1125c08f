package dev.sluice.format;

/// What becomes of a quoted CSV value with a quote in it that nothing escapes: Spark's option `unescapedQuoteHandling`.
///
/// ```text
///                          "a"b,c",d
/// STOP_AT_DELIMITER        "a"b      c"      d
/// STOP_AT_CLOSING_QUOTE    a"b,c     d
/// BACK_TO_DELIMITER        as STOP_AT_DELIMITER, from the first separator of the value on
/// SKIP_VALUE               null      c"      d
/// RAISE_ERROR              the query ends
/// ```
public enum UnescapedQuotes {
    STOP_AT_DELIMITER,
    STOP_AT_CLOSING_QUOTE,
    BACK_TO_DELIMITER,
    SKIP_VALUE,
    RAISE_ERROR
}
