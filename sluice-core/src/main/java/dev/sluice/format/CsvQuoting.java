package dev.sluice.format;

/// When a CSV value stands between quotes, and what is escaped in it: the rules of the library that Spark writes CSV
/// with, found by writing with Spark.
///
/// ```text
/// a,b      "a,b"        it holds the separator, a line end, or (if quotes are escaped) a quote
/// #c       "#c"         it would begin a comment
/// a\b      a\b          an escape needs none outside quotes
/// ```
///
/// @param quote and `escape`, `escapeOfEscape`: a character, or 0 for none
/// @param comment what a comment begins with
/// @param all whether everything stands between quotes
/// @param quotesEscaped whether a value stands between quotes because it holds one
/// @param lineEnd what a line end in a value is written as
public record CsvQuoting(
        String separator,
        char quote,
        char escape,
        char escapeOfEscape,
        char comment,
        boolean all,
        boolean quotesEscaped,
        String lineEnd) {

    /// Appends a value.
    ///
    /// @param first whether it is the first of its line
    /// @param stands whether the value stands for null or nothing: then it may have its quotes already
    public void append(StringBuilder out, String value, boolean first, boolean stands) {
        if (value.isEmpty() && !all) return;
        char begin = value.isEmpty() ? '\1' : value.charAt(0);
        if (!all && begin != quote && !(first && begin == comment) && !needsQuotes(value)) {
            out.append(value);
        } else if (stands && value.length() >= 2 && begin == quote && value.charAt(value.length() - 1) == quote) {
            out.append(value);
        } else {
            quoted(out, value);
        }
    }

    private boolean needsQuotes(String value) {
        if (value.contains(separator)) return true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\n' || c == '\r' || (quotesEscaped && c == quote)) return true;
        }
        return false;
    }

    private void quoted(StringBuilder out, String value) {
        out.append(quote);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\n') {
                out.append(lineEnd);
                continue;
            }
            if (c == quote) {
                out.append(escape);
            } else if (c == escape && escapeOfEscape != '\0') {
                out.append(escapeOfEscape);
            }
            out.append(c);
        }
        out.append(quote);
    }
}
