package dev.sluice.format;

import java.nio.charset.StandardCharsets;

/// A place in bytes of CSV: what stands there, and whether values and records end there.
final class CsvCursor {

    private final byte[] separator;
    private final boolean manyLines;
    private final byte[] lineEnd;

    byte[] bytes = new byte[0];
    int at;
    int end;
    /// What ends a record, where it is not a line: `\n`, or this before it or, where that is how lines end, alone.
    private boolean returnsEnd;

    CsvCursor(CsvSyntax syntax) {
        separator = syntax.separator().getBytes(StandardCharsets.UTF_8);
        manyLines = syntax.manyLines();
        lineEnd = syntax.lineEnd().getBytes(StandardCharsets.UTF_8);
    }

    /// @param returnsAlone whether `\r` alone ends a line
    void reset(byte[] in, int from, int to, boolean returnsAlone) {
        bytes = in;
        at = from;
        end = to;
        returnsEnd = returnsAlone;
    }

    /// Whether the first line of a file ends with `\r` alone: then all do.
    static boolean returnsAlone(byte[] file) {
        int at = 0;
        while (at < file.length && file[at] != '\n' && file[at] != '\r') at++;
        return at < file.length && file[at] == '\r' && (at + 1 == file.length || file[at + 1] != '\n');
    }

    boolean atSeparator() {
        return isSeparator(at);
    }

    boolean isSeparator(int position) {
        return stands(separator, position);
    }

    private boolean stands(byte[] text, int position) {
        if (position + text.length > end || bytes[position] != text[0]) return false;
        for (int i = 1; i < text.length; i++) {
            if (bytes[position + i] != text[i]) return false;
        }
        return true;
    }

    boolean atRecordEnd() {
        return isRecordEnd(at);
    }

    boolean isRecordEnd(int position) {
        if (position >= end) return true;
        if (!manyLines) return false;
        if (lineEnd.length > 0) return stands(lineEnd, position);
        byte b = bytes[position];
        if (b == '\n') return true;
        return b == '\r' && (returnsEnd || position + 1 < end && bytes[position + 1] == '\n');
    }

    /// Whether a value ends at a position.
    boolean isValueEnd(int position) {
        return isRecordEnd(position) || isSeparator(position);
    }

    /// Whether the value here begins with space that may be passed over.
    boolean atSpace() {
        return at < end && isSpace(bytes[at]) && !atSeparator() && !atRecordEnd();
    }

    /// Where the value that goes through a position ends.
    int valueEnd(int from) {
        byte first = separator[0];
        int position = from;
        if (manyLines) {
            while (!isValueEnd(position)) position++;
        } else {
            while (position < end && (bytes[position] != first || !isSeparator(position))) position++;
        }
        return position;
    }

    /// Goes over the separator here.
    void passSeparator() {
        at += separator.length;
    }

    /// Goes over the end of a record, if there is one.
    void passRecordEnd() {
        if (at >= end) return;
        if (lineEnd.length > 0) {
            at += lineEnd.length;
            return;
        }
        boolean two = bytes[at] == '\r' && at + 1 < end && bytes[at + 1] == '\n';
        at += two ? 2 : 1;
    }

    static boolean isSpace(byte b) {
        return b >= 0 && b <= ' ';
    }
}
