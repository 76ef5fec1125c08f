package dev.sluice.format;

import dev.sluice.vector.ByteWords;

/// What bytes are UTF-8.
final class Utf8 {

    private static final long HIGH = ByteWords.repeated((char) 0x80);

    private Utf8() {}

    static boolean isValid(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (at + Long.BYTES <= to && (ByteWords.at(bytes, at) & HIGH) == 0) {
                at += Long.BYTES;
            } else if (bytes[at] >= 0) {
                at++;
            } else {
                at = behind(bytes, at, to);
                if (at < 0) return false;
            }
        }
        return true;
    }

    /// Passes over a character of several bytes.
    ///
    /// @return the position behind it, or -1 if it is none
    static int behind(byte[] bytes, int from, int to) {
        int lead = bytes[from] & 0xFF;
        if (lead < 0xC2 || lead > 0xF4 || !continues(bytes, from + 1, to)) return -1;
        if (lead < 0xE0) return from + 2;
        int second = bytes[from + 1] & 0xFF;
        boolean tooLow = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
        boolean tooHigh = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
        if (tooLow || tooHigh || !continues(bytes, from + 2, to)) return -1;
        if (lead < 0xF0) return from + 3;
        return continues(bytes, from + 3, to) ? from + 4 : -1;
    }

    private static boolean continues(byte[] bytes, int at, int to) {
        return at < to && (bytes[at] & 0xC0) == 0x80;
    }
}
