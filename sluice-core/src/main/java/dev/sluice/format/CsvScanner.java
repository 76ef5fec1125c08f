package dev.sluice.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.util.Arrays;

/// Divides a record of CSV into values.
final class CsvScanner {

    private static final byte NONE = 0;

    private final CsvCursor in;
    private final CsvQuotedValue quotedValue;
    private final byte quote;
    private final byte escape;
    private final byte escapeOfEscape;
    private final byte comment;
    private final boolean ignoreLeadingSpace;
    private final boolean ignoreTrailingSpace;
    private final byte[] nullValue;
    private final byte[] emptyValue;

    private byte[][] sources = new byte[16][];
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private int count;

    /// Values that had to be rewritten, one behind the other.
    private byte[] own = new byte[256];
    private int ownSize;

    private final int mostColumns;
    private final int mostCharacters;

    CsvScanner(CsvSettings settings) {
        CsvSyntax syntax = settings.syntax();
        mostColumns = settings.mostColumns();
        mostCharacters = settings.mostCharacters();
        in = new CsvCursor(syntax);
        quotedValue = new CsvQuotedValue(syntax, in);
        quote = (byte) syntax.quote();
        escape = (byte) syntax.escape();
        escapeOfEscape = (byte) syntax.escapeOfEscape();
        comment = (byte) syntax.comment();
        ignoreLeadingSpace = syntax.ignoreLeadingSpace();
        ignoreTrailingSpace = syntax.ignoreTrailingSpace();
        nullValue = syntax.nullValue().getBytes(UTF_8);
        emptyValue = syntax.emptyValue().getBytes(UTF_8);
    }

    /// Whether a line has nothing to say: only space, or a comment.
    boolean isSkipped(byte[] bytes, int from, int to) {
        if (from < to && isComment(bytes[from])) return true;
        int first = from;
        while (first < to && CsvCursor.isSpace(bytes[first])) first++;
        return first == to;
    }

    /// Whether a text in a column is no record: it is empty, or a comment.
    boolean isNoRecord(byte[] bytes, int from, int to) {
        int first = from;
        while (ignoreLeadingSpace && first < to && CsvCursor.isSpace(bytes[first])) first++;
        return first == to || isComment(bytes[from]);
    }

    private boolean isComment(byte first) {
        return comment != NONE && first == comment;
    }

    /// Finds the values of a line.
    ///
    /// @return how many there are
    int scan(byte[] bytes, int from, int to) {
        in.reset(bytes, from, to, false);
        return scan();
    }

    /// Finds the values of a record that may go over several lines, if there is one before the end of the file.
    ///
    /// @param returnsEnd whether `\r` alone ends a line
    /// @return how many there are, 0 for a line that is no record; [#behind] says where it ends
    int scanRecord(byte[] bytes, int from, int to, boolean returnsEnd) {
        in.reset(bytes, from, to, returnsEnd);
        if (isComment(bytes[from])) {
            while (!in.atRecordEnd()) in.at++;
            return 0;
        }
        if (ignoreLeadingSpace) skipSpace();
        return in.atRecordEnd() ? 0 : scan();
    }

    /// Where the record that was found last ends.
    int end() {
        return in.at;
    }

    /// Where the next record begins.
    int behind() {
        in.passRecordEnd();
        return in.at;
    }

    private int scan() {
        count = 0;
        ownSize = 0;
        while (true) {
            if (ignoreLeadingSpace) skipSpace();
            if (in.at < in.end && quote != NONE && in.bytes[in.at] == quote) {
                quoted();
            } else {
                plain();
            }
            if (in.atRecordEnd()) break;
            in.passSeparator();
        }
        // Now that they lie still: values that were rewritten are told by no source.
        for (int i = 0; i < count; i++) {
            if (sources[i] == NOWHERE) sources[i] = own;
        }
        checkLimits();
        return count;
    }

    private void checkLimits() {
        if (count > mostColumns) throw tooLong(mostColumns, "columns", "maxColumns");
        if (mostCharacters < 0) return;
        for (int i = 0; i < count; i++) {
            boolean mayBe = ends[i] - starts[i] > mostCharacters;
            if (mayBe && new String(sources[i], starts[i], ends[i] - starts[i], UTF_8).length() > mostCharacters) {
                throw tooLong(mostCharacters, "characters in a value", "maxCharsPerColumn");
            }
        }
    }

    private static SluiceException tooLong(int limit, String things, String option) {
        return ErrorCondition.CSV_TOO_LONG
                .error()
                .with("limit", limit)
                .with("things", things)
                .with("option", option)
                .build();
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
        int start = in.at;
        in.at = in.valueEnd(start);
        int stop = ignoreTrailingSpace ? trimmed(in.bytes, start, in.at) : in.at;
        if (start < stop) {
            add(in.bytes, start, stop);
        } else if (start < in.at && in.at == in.end) {
            add(emptyValue, 0, emptyValue.length);
        } else {
            addNull();
        }
    }

    private void quoted() {
        byte[] line = in.bytes;
        int start = in.at + 1;
        int close = start;
        boolean plain = escape != NONE;
        boolean escapes = false;
        for (; close < in.end && line[close] != quote; close++) {
            if (line[close] != escape && line[close] != escapeOfEscape) continue;
            plain = false;
            byte next = close + 1 < in.end ? line[close + 1] : NONE;
            escapes |= line[close] == escape && (next == quote || next == escapeOfEscape);
        }
        // The last value of a line is looked at more closely, as Spark's parser does.
        boolean simple = close < in.end
                && !escapes
                && line[close - 1] != escape
                && (close + 1 == in.end ? plain : in.isValueEnd(close + 1));
        if (!simple) {
            quotedValue.read();
            takeQuoted();
            return;
        }
        in.at = close + 1;
        if (start == close) {
            add(emptyValue, 0, emptyValue.length);
        } else {
            add(line, start, close);
        }
    }

    private void takeQuoted() {
        byte[] bytes = quotedValue.bytes();
        for (int i = 0; i < quotedValue.pieceCount(); i++) {
            addOwn(bytes, quotedValue.pieceStart(i), quotedValue.pieceEnd(i));
        }
        if (quotedValue.isUsedUp()) return;
        int start = quotedValue.start();
        int stop = quotedValue.endsAsPlain() && ignoreTrailingSpace
                ? trimmed(bytes, start, quotedValue.end())
                : quotedValue.end();
        if (quotedValue.isSkipped()) {
            addNull();
        } else if (start == stop) {
            add(emptyValue, 0, emptyValue.length);
        } else {
            addOwn(bytes, start, stop);
        }
    }

    /// Stands for [#own] as long as that may still move.
    private static final byte[] NOWHERE = new byte[0];

    private void addOwn(byte[] bytes, int start, int stop) {
        int length = stop - start;
        if (ownSize + length > own.length) own = Arrays.copyOf(own, Math.max(own.length * 2, ownSize + length));
        System.arraycopy(bytes, start, own, ownSize, length);
        ownSize += length;
        if (isNullValue(own, ownSize - length, ownSize)) {
            addNull();
        } else {
            put(NOWHERE, ownSize - length, ownSize);
        }
    }

    private void add(byte[] source, int start, int stop) {
        if (isNullValue(source, start, stop)) {
            addNull();
        } else {
            put(source, start, stop);
        }
    }

    private boolean isNullValue(byte[] source, int start, int stop) {
        return Arrays.equals(source, start, stop, nullValue, 0, nullValue.length);
    }

    private void addNull() {
        put(NOWHERE, -1, -1);
    }

    private void put(byte[] source, int start, int stop) {
        if (count == starts.length) {
            sources = Arrays.copyOf(sources, count * 2);
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
        }
        sources[count] = source;
        starts[count] = start;
        ends[count++] = stop;
    }

    private void skipSpace() {
        while (in.atSpace()) in.at++;
    }

    private static int trimmed(byte[] bytes, int start, int stop) {
        int last = stop;
        while (last > start && CsvCursor.isSpace(bytes[last - 1])) last--;
        return last;
    }
}
