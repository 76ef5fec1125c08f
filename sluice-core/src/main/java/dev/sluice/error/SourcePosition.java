package dev.sluice.error;

/// Where in a text something was said: the characters `[start, stop)` of `text`.
///
/// Lines count from one and columns from zero, as Spark prints them (`line 1 pos 7`).
///
/// @param text the whole statement or file that was parsed
/// @param start index of the first character meant
/// @param stop index behind the last character meant, at least `start`
public record SourcePosition(String text, int start, int stop) {

    public SourcePosition {
        if (start < 0 || stop < start || stop > text.length()) {
            throw new IllegalArgumentException("no such range: " + start + " to " + stop + " of " + text.length());
        }
    }

    /// The line of the first character, from one.
    public int line() {
        return 1 + (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
    }

    /// The column of the first character in its line, from zero.
    public int column() {
        return start - lineStart();
    }

    /// The characters meant.
    public String fragment() {
        return text.substring(start, stop);
    }

    /// The line it stands in with carets beneath, for an error message:
    ///
    /// ```text
    /// SELECT usr FROM clicks
    ///        ^^^
    /// ```
    public String caret() {
        int from = lineStart();
        int end = text.indexOf('\n', start);
        int to = end < 0 ? text.length() : end;
        int width = Math.max(1, Math.min(stop, to) - start);
        return text.substring(from, to) + "\n" + " ".repeat(start - from) + "^".repeat(width);
    }

    private int lineStart() {
        return text.lastIndexOf('\n', start - 1) + 1;
    }
}
