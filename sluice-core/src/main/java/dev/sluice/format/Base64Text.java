package dev.sluice.format;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads base64 as Spark's parser of JSON does: four characters for three bytes, space before each four, and the last
/// of a value filled up with `=`.
final class Base64Text {

    private static final byte[] DIGITS = new byte[128];

    static {
        Arrays.fill(DIGITS, (byte) -1);
        String all = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < all.length(); i++) DIGITS[all.charAt(i)] = (byte) i;
    }

    private Base64Text() {}

    /// The bytes, or null if the text is none.
    static byte @Nullable [] decode(byte[] text, int from, int to) {
        byte[] out = new byte[(to - from) / 4 * 3];
        int used = 0;
        int at = from;
        while (true) {
            while (at < to && text[at] >= 0 && text[at] <= ' ') at++;
            if (at == to) return Arrays.copyOf(out, used);
            if (to - at < 4) return null;
            int filled = text[at + 3] != '=' ? 0 : text[at + 2] != '=' ? 1 : 2;
            int bits = 0;
            for (int i = 0; i < 4; i++) {
                int digit = i >= 4 - filled ? 0 : digit(text[at + i]);
                if (digit < 0) return null;
                bits = bits << 6 | digit;
            }
            out[used] = (byte) (bits >> 16);
            if (filled < 2) out[used + 1] = (byte) (bits >> 8);
            if (filled < 1) out[used + 2] = (byte) bits;
            used += 3 - filled;
            at += 4;
        }
    }

    private static int digit(byte b) {
        return b < 0 ? -1 : DIGITS[b];
    }
}
