package dev.sluice.function;

/// Counts and finds characters in UTF-8 without decoding it. Characters are code points, as SQL counts them.
public final class Utf8 {

    private Utf8() {}

    /// The number of characters: of bytes that do not continue one.
    public static int length(byte[] bytes, int offset, int length) {
        int count = 0;
        for (int i = offset; i < offset + length; i++) count += isContinuation(bytes[i]) ? 0 : 1;
        return count;
    }

    /// Where the character stands that is `count` characters behind `from`, at most `end`.
    public static int skip(byte[] bytes, int from, int end, long count) {
        int at = from;
        for (long left = count; left > 0 && at < end; left--) {
            at++;
            while (at < end && isContinuation(bytes[at])) at++;
        }
        return at;
    }

    /// Where the character stands that is `count` characters before `end`, at least `from`.
    public static int skipBack(byte[] bytes, int from, int end, long count) {
        int at = end;
        for (long left = count; left > 0 && at > from; left--) {
            at--;
            while (at > from && isContinuation(bytes[at])) at--;
        }
        return at;
    }

    public static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }

    public static boolean isAscii(byte[] bytes, int offset, int length) {
        int any = 0;
        for (int i = offset; i < offset + length; i++) any |= bytes[i];
        return any >= 0;
    }

    /// Where `needle` first occurs in `bytes[from, end)`, or -1.
    public static int indexOf(byte[] bytes, int from, int end, byte[] needle, int needleOffset, int needleLength) {
        if (needleLength == 0) return from;
        byte first = needle[needleOffset];
        for (int at = from; at <= end - needleLength; at++) {
            if (bytes[at] != first) continue;
            int same = 1;
            while (same < needleLength && bytes[at + same] == needle[needleOffset + same]) same++;
            if (same == needleLength) return at;
        }
        return -1;
    }
}
