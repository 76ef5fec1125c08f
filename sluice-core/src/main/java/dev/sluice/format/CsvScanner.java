package dev.sluice.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Divides a line of CSV into values.
///
/// Quoted values are read as Spark's parser reads them. In particular, once a quote is found inside that nothing
/// escapes, the value goes on to the next separator, with all its quotes:
///
/// ```text
/// "a,b"      a,b
/// "a\"b"     a"b          with the escape \
/// "a""b"     "a""b"       with the escape \; a"b with the escape "
/// "a" b      "a" b
/// ```
final class CsvScanner {

    private static final byte NONE = 0;

    private final byte[] separator;
    private final byte quote;
    private final byte escape;
    private final byte comment;
    private final boolean ignoreLeadingSpace;
    private final boolean ignoreTrailingSpace;
    private final byte[] nullValue;
    private final byte[] emptyValue;

    private byte[] line = new byte[0];
    private int end;
    private int at;

    private byte[][] sources = new byte[16][];
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private int count;

    /// Values that had to be rewritten, one behind the other.
    private byte[] own = new byte[256];
    private int ownSize;

    CsvScanner(CsvSyntax syntax) {
        separator = syntax.separator().getBytes(StandardCharsets.UTF_8);
        quote = (byte) syntax.quote();
        escape = (byte) syntax.escape();
        comment = (byte) syntax.comment();
        ignoreLeadingSpace = syntax.ignoreLeadingSpace();
        ignoreTrailingSpace = syntax.ignoreTrailingSpace();
        nullValue = syntax.nullValue().getBytes(StandardCharsets.UTF_8);
        emptyValue = syntax.emptyValue().getBytes(StandardCharsets.UTF_8);
    }

    /// Whether the line has nothing to say: only space, or a comment.
    boolean isSkipped(byte[] bytes, int from, int to) {
        if (from < to && comment != NONE && bytes[from] == comment) return true;
        int first = from;
        while (first < to && isSpace(bytes[first])) first++;
        return first == to;
    }

    /// Finds the values of a line.
    ///
    /// @return how many there are
    int scan(byte[] bytes, int from, int to) {
        line = bytes;
        end = to;
        at = from;
        count = 0;
        ownSize = 0;
        // As long as the line itself and a quote before each value: so it doesn't move while values lie in it.
        if (own.length < 2 * (to - from) + 2) own = new byte[4 * (to - from) + 2];
        do {
            if (ignoreLeadingSpace) skipSpace();
            if (at < end && quote != NONE && line[at] == quote) {
                quoted();
            } else {
                plain();
            }
        } while (skipSeparator());
        return count;
    }

    boolean isNull(int value) {
        return starts[value] < 0;
    }

    /// The bytes a value lies in: those of the line, or others.
    byte[] source(int value) {
        return sources[value];
    }

    int start(int value) {
        return starts[value];
    }

    int end(int value) {
        return ends[value];
    }

    private void plain() {
        int start = at;
        skipToSeparator();
        int stop = ignoreTrailingSpace ? trimmed(line, start, at) : at;
        if (start == stop) {
            addNull();
        } else {
            add(line, start, stop);
        }
    }

    private void quoted() {
        int start = at + 1;
        if (start == end) {
            // A quote that opens nothing is a value.
            add(line, at, end);
            at = end;
            return;
        }
        int close = start;
        while (close < end && line[close] != quote && line[close] != escape) close++;
        boolean simple = close < end && line[close] == quote && (close + 1 == end || isSeparator(close + 1));
        if (!simple) {
            rewrite();
            return;
        }
        at = close + 1;
        if (start == close) {
            add(emptyValue, 0, emptyValue.length);
        } else {
            add(line, start, close);
        }
    }

    /// Reads a quoted value that has escapes or quotes in it, or something behind it.
    private void rewrite() {
        int start = ownSize;
        at++;
        byte before = NONE;
        while (true) {
            boolean ends = at == end || isSpace(line[at]) || isSeparator(at);
            if (before == quote && ends) break;
            // The line ends between the quotes: what there is counts.
            if (at == end) {
                addOwn(start);
                return;
            }
            byte b = line[at];
            if (b == quote || (b == escape && escape != NONE && before != quote)) {
                before = insideQuotes(b, before);
                at++;
            } else {
                if (before == quote) {
                    own[ownSize++] = quote;
                    prependQuote(start);
                    copyToSeparator(start);
                    return;
                }
                if (before == escape && escape != NONE) own[ownSize++] = escape;
                while (at < end && line[at] != quote && (line[at] != escape || escape == NONE)) {
                    own[ownSize++] = line[at++];
                }
                before = at < end ? line[at] : NONE;
                at = Math.min(end, at + 1);
            }
        }
        behindQuotes(start);
    }

    /// Takes a quote or escape between the quotes.
    ///
    /// @param before the quote or escape before it, if it is not done with
    /// @return what is not done with now
    private byte insideQuotes(byte b, byte before) {
        if (b == escape && b == before && b != quote) {
            own[ownSize++] = escape;
            return NONE;
        }
        if (before == escape && escape != NONE) {
            if (b == quote) {
                own[ownSize++] = quote;
                return NONE;
            }
            own[ownSize++] = before;
        } else if (b == quote && before == quote) {
            own[ownSize++] = quote;
        }
        return b;
    }

    /// Space between the closing quote and the separator is dropped; anything else makes the quotes a part of the
    /// value.
    private void behindQuotes(int start) {
        int behind = at;
        while (behind < end && isSpace(line[behind]) && !isSeparator(behind)) behind++;
        if (behind == end || isSeparator(behind)) {
            at = behind;
            addOwn(start);
        } else {
            own[ownSize++] = quote;
            for (int i = at; i < behind; i++) own[ownSize++] = line[i];
            at = behind;
            prependQuote(start);
            copyToSeparator(start);
        }
    }

    private void prependQuote(int start) {
        System.arraycopy(own, start, own, start + 1, ownSize - start);
        own[start] = quote;
        ownSize++;
    }

    private void copyToSeparator(int start) {
        while (at < end && !isSeparator(at)) own[ownSize++] = line[at++];
        if (ignoreTrailingSpace) ownSize = trimmed(own, start, ownSize);
        addOwn(start);
    }

    private void addOwn(int start) {
        if (ownSize == start) {
            add(emptyValue, 0, emptyValue.length);
        } else {
            add(own, start, ownSize);
        }
    }

    private void add(byte[] source, int start, int stop) {
        if (Arrays.equals(source, start, stop, nullValue, 0, nullValue.length)) {
            addNull();
            return;
        }
        reserve();
        sources[count] = source;
        starts[count] = start;
        ends[count++] = stop;
    }

    private void addNull() {
        reserve();
        starts[count++] = -1;
    }

    private void reserve() {
        if (count == starts.length) {
            sources = Arrays.copyOf(sources, count * 2);
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
        }
    }

    private void skipSpace() {
        while (at < end && isSpace(line[at]) && !isSeparator(at)) at++;
    }

    private boolean skipSeparator() {
        if (at >= end) return false;
        at += separator.length;
        return true;
    }

    private void skipToSeparator() {
        byte first = separator[0];
        while (at < end && (line[at] != first || !isSeparator(at))) at++;
    }

    private boolean isSeparator(int position) {
        if (position + separator.length > end || line[position] != separator[0]) return false;
        for (int i = 1; i < separator.length; i++) {
            if (line[position + i] != separator[i]) return false;
        }
        return true;
    }

    private static int trimmed(byte[] bytes, int start, int stop) {
        int last = stop;
        while (last > start && isSpace(bytes[last - 1])) last--;
        return last;
    }

    private static boolean isSpace(byte b) {
        return b >= 0 && b <= ' ';
    }
}
