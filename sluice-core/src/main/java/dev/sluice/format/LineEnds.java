package dev.sluice.format;

import dev.sluice.vector.ByteWords;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What ends a line: any of `\n`, `\r\n` and `\r`, or one text that the user has chosen.
public final class LineEnds {

    /// Any of `\n`, `\r\n`, `\r`.
    public static final LineEnds ANY = new LineEnds(null);

    private static final long NEWLINES = ByteWords.repeated('\n');
    private static final long RETURNS = ByteWords.repeated('\r');

    private final byte @Nullable [] separator;

    private LineEnds(byte @Nullable [] separator) {
        this.separator = separator;
    }

    /// @param separator not empty
    public static LineEnds of(String separator) {
        if (separator.isEmpty()) throw new IllegalArgumentException("a line separator has characters");
        return new LineEnds(separator.getBytes(StandardCharsets.UTF_8));
    }

    /// Whether lines can be found from anywhere in a file. A separator of several bytes may overlap with itself, so
    /// that only one who begins at the beginning knows where it stands.
    public boolean findableAnywhere() {
        return separator == null || separator.length == 1;
    }

    /// Where the end of the line that goes through `from` begins, or `to` if it doesn't end before.
    int find(byte[] bytes, int from, int to) {
        if (separator == null) {
            int at = from;
            for (; at + Long.BYTES <= to; at += Long.BYTES) {
                long word = ByteWords.at(bytes, at);
                long found = ByteWords.equal(word, NEWLINES) | ByteWords.equal(word, RETURNS);
                if (found != 0) return at + ByteWords.index(found);
            }
            while (at < to && bytes[at] != '\n' && bytes[at] != '\r') at++;
            return at;
        }
        byte first = separator[0];
        for (int at = from; at + separator.length <= to; at++) {
            if (bytes[at] == first && isSeparator(separator, bytes, at)) return at;
        }
        return to;
    }

    /// How many bytes the line's end has that begins at `at`.
    int length(byte[] bytes, int at, int to) {
        if (at >= to) return 0;
        if (separator != null) return separator.length;
        return bytes[at] == '\r' && at + 1 < to && bytes[at + 1] == '\n' ? 2 : 1;
    }

    /// The position behind the last line that is known to end, or `from` if there is none. A `\r` at the very end may
    /// go on as `\r\n`.
    int lastEnd(byte[] bytes, int from, int to) {
        if (separator == null) {
            for (int at = to - 1; at >= from; at--) {
                if (bytes[at] == '\n' || (bytes[at] == '\r' && at + 1 < to)) return at + 1;
            }
            return from;
        }
        if (separator.length == 1) {
            for (int at = to - 1; at >= from; at--) {
                if (bytes[at] == separator[0]) return at + 1;
            }
            return from;
        }
        int end = from;
        for (int at = find(bytes, from, to); at < to; at = find(bytes, end, to)) end = at + separator.length;
        return end;
    }

    private static boolean isSeparator(byte[] separator, byte[] bytes, int at) {
        for (int i = 1; i < separator.length; i++) {
            if (bytes[at + i] != separator[i]) return false;
        }
        return true;
    }
}
