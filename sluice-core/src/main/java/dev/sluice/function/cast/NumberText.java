package dev.sluice.function.cast;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads numbers from text, as Spark takes them.
final class NumberText {

    private NumberText() {}

    /// Without whitespace and control characters at both ends.
    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) start++;
        while (end > start && isBlank(text.charAt(end - 1))) end--;
        return text.substring(start, end);
    }

    static boolean isBlank(int c) {
        return c >= 0 && c <= ' ' || c == 0x7F;
    }

    /// The whole number that the bytes say, digits with a sign perhaps.
    ///
    /// @param least the smallest number allowed
    /// @param greatest the greatest
    /// @param found receives the number as its first item
    /// @return whether there is one
    static boolean whole(byte[] bytes, int offset, int length, long least, long greatest, long[] found) {
        int at = offset;
        int end = offset + length;
        while (at < end && isBlank(bytes[at])) at++;
        while (end > at && isBlank(bytes[end - 1])) end--;
        if (at == end) return false;
        boolean negative = bytes[at] == '-';
        if (negative || bytes[at] == '+') at++;
        if (at == end) return false;
        long value = 0;
        for (; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) return false;
            // Counted downwards, since there is one negative number more than there are positive ones.
            if (value < (Long.MIN_VALUE + digit) / 10) return false;
            value = value * 10 - digit;
        }
        if (!negative && value == Long.MIN_VALUE) return false;
        found[0] = negative ? value : -value;
        return found[0] >= least && found[0] <= greatest;
    }

    /// The floating-point number that the text says, or null.
    static @Nullable Double floating(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return special(text);
        }
    }

    /// As [#floating], read in single precision, so that it is rounded once.
    static @Nullable Float single(String text) {
        try {
            return Float.valueOf(text);
        } catch (NumberFormatException e) {
            Double special = special(text);
            return special == null ? null : special.floatValue();
        }
    }

    private static @Nullable Double special(String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> null;
        };
    }

    /// The exact number that the text says, or null.
    static @Nullable BigDecimal exact(String text) {
        try {
            return new BigDecimal(text.trim());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
