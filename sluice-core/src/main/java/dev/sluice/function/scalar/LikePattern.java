package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.function.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A pattern of LIKE, matched against UTF-8 without decoding it.
///
/// @param parts bytes, [#ONE] and [#ANY]
record LikePattern(int[] parts) {

    /// `_`: one character.
    private static final int ONE = -1;

    /// `%`: any number of characters.
    private static final int ANY = -2;

    /// @param escape makes the `%`, `_` or escape character behind it mean itself
    static LikePattern of(String pattern, char escape) {
        int[] parts = new int[pattern.length() * 3];
        int count = 0;
        for (int at = 0; at < pattern.length(); ) {
            int c = pattern.codePointAt(at);
            at += Character.charCount(c);
            if (c == escape) {
                if (at == pattern.length()) throw escapeAtTheEnd(pattern);
                c = pattern.codePointAt(at);
                at += Character.charCount(c);
                if (c != '%' && c != '_' && c != escape) throw escapeInTheMiddle(pattern, c);
            } else if (c == '%' || c == '_') {
                parts[count++] = c == '%' ? ANY : ONE;
                continue;
            }
            for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) parts[count++] = b & 0xFF;
        }
        return new LikePattern(Arrays.copyOf(parts, count));
    }

    /// Whether the whole of the bytes is as the pattern says.
    ///
    /// Where it goes wrong, the last `%` seen takes one character more and everything behind it is tried again: an
    /// earlier one never has to.
    boolean matches(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = offset;
        int part = 0;
        int retryPart = -1;
        int retryAt = offset;
        while (at < end) {
            if (part < parts.length && parts[part] == ANY) {
                retryPart = ++part;
                retryAt = at;
            } else if (part < parts.length && parts[part] == ONE) {
                at = Utf8.skip(bytes, at, end, 1);
                part++;
            } else if (part < parts.length && parts[part] == (bytes[at] & 0xFF)) {
                at++;
                part++;
            } else if (retryPart >= 0) {
                retryAt = Utf8.skip(bytes, retryAt, end, 1);
                at = retryAt;
                part = retryPart;
            } else {
                return false;
            }
        }
        while (part < parts.length && parts[part] == ANY) part++;
        return part == parts.length;
    }

    private static SluiceException escapeAtTheEnd(String pattern) {
        return ErrorCondition.INVALID_ESCAPE_AT_THE_END
                .error()
                .with("format", quoted(pattern))
                .build();
    }

    private static SluiceException escapeInTheMiddle(String pattern, int c) {
        return ErrorCondition.INVALID_ESCAPE_IN_THE_MIDDLE
                .error()
                .with("format", quoted(pattern))
                .with("char", quoted(Character.toString(c)))
                .build();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
