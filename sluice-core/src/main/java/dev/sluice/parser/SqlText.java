package dev.sluice.parser;

import dev.sluice.grammar.antlr.CharStream;
import dev.sluice.grammar.antlr.IntStream;
import dev.sluice.grammar.antlr.misc.Interval;

/// A range of a text as the lexer wants it: in upper case, since the grammar knows its words only so, while tokens
/// keep what was written.
///
/// Indices are those of the whole text, in chars, also where only a range of it is read: a position needs no
/// conversion. (ANTLR's own streams count code points from zero. The difference in meaning is a letter outside the
/// basic plane in a bare identifier, which Spark refuses too.)
final class SqlText implements CharStream {

    private final String text;
    private final int start;
    private final int end;
    private int at;

    private SqlText(String text, int start, int end) {
        this.text = text;
        this.start = start;
        this.end = end;
        this.at = start;
    }

    static SqlText of(String text) {
        return new SqlText(text, 0, text.length());
    }

    /// The range `[from, to)` of this text.
    SqlText range(int from, int to) {
        return new SqlText(text, from, to);
    }

    /// The whole text.
    String whole() {
        return text;
    }

    /// The characters of the range alone.
    String range() {
        return text.substring(start, end);
    }

    /// Where the range begins.
    int start() {
        return start;
    }

    @Override
    public int LA(int offset) {
        int index = offset > 0 ? at + offset - 1 : at + offset;
        return index < start || index >= end ? IntStream.EOF : Character.toUpperCase(text.charAt(index));
    }

    @Override
    public void consume() {
        if (at >= end) throw new IllegalStateException("read past the end");
        at++;
    }

    @Override
    public int index() {
        return at;
    }

    @Override
    public void seek(int index) {
        at = index;
    }

    /// The end of the range: with it ANTLR limits indices, not lengths.
    @Override
    public int size() {
        return end;
    }

    @Override
    public String getText(Interval interval) {
        return text.substring(interval.a, Math.min(interval.b + 1, end));
    }

    /// Nothing to do: the text is all in memory.
    @Override
    public int mark() {
        return -1;
    }

    @Override
    public void release(int marker) {}

    @Override
    public String getSourceName() {
        return UNKNOWN_SOURCE_NAME;
    }
}
