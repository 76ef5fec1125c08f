package dev.sluice.format;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads numbers from bytes. One for each thread: the last result is kept in it.
public final class NumberParser {

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long EXACT_DOUBLE = 1L << 53;
    private static final long EXACT_FLOAT = 1L << 24;
    private static final int EXACT_FLOAT_POWER = 10;

    private long whole;
    private long mantissa;
    private int scale;

    public NumberParser() {}

    /// Reads a whole number: a sign and digits, nothing else.
    ///
    /// @return whether it is one, and fits a long; then [#whole] has it
    public boolean parseWhole(byte[] bytes, int from, int to) {
        int at = from;
        boolean negative = at < to && bytes[at] == '-';
        if (at < to && (negative || bytes[at] == '+')) at++;
        if (at == to) return false;
        // Counted below zero, where there is one number more.
        long value = 0;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9 || value < Long.MIN_VALUE / 10) return false;
            long next = value * 10 - digit;
            if (next > value * 10) return false;
            value = next;
        }
        if (!negative && value == Long.MIN_VALUE) return false;
        whole = negative ? value : -value;
        return true;
    }

    /// What [#parseWhole] has read.
    public long whole() {
        return whole;
    }

    /// Reads a double as Java writes and reads them.
    ///
    /// @throws NumberFormatException if it is none
    public double parseDouble(byte[] bytes, int from, int to) {
        if (parseDecimalDigits(bytes, from, to) && Math.abs(mantissa) <= EXACT_DOUBLE && scale < POWERS_OF_TEN.length) {
            // Both are exact, so one division rounds as it should.
            return mantissa == 0 && bytes[from] == '-' ? -0.0 : mantissa / POWERS_OF_TEN[scale];
        }
        return Double.parseDouble(text(bytes, from, to));
    }

    /// Reads a float as Java writes and reads them.
    ///
    /// @throws NumberFormatException if it is none
    public float parseFloat(byte[] bytes, int from, int to) {
        if (parseDecimalDigits(bytes, from, to) && Math.abs(mantissa) <= EXACT_FLOAT && scale <= EXACT_FLOAT_POWER) {
            return mantissa == 0 && bytes[from] == '-' ? -0.0f : mantissa / (float) POWERS_OF_TEN[scale];
        }
        return Float.parseFloat(text(bytes, from, to));
    }

    /// Reads a decimal and rounds it half up to the scale.
    ///
    /// @return null if it is none, or has too many digits
    public @Nullable BigDecimal parseDecimal(byte[] bytes, int from, int to, int precision, int digitsBehind) {
        BigDecimal value;
        if (parseDecimalDigits(bytes, from, to)) {
            value = BigDecimal.valueOf(mantissa, scale);
        } else {
            try {
                value = new BigDecimal(text(bytes, from, to));
            } catch (NumberFormatException e) {
                return null;
            }
        }
        return fit(value, precision, digitsBehind);
    }

    /// The same, where commas between digits are for people and don't count.
    public @Nullable BigDecimal parseGroupedDecimal(byte[] bytes, int from, int to, int precision, int digitsBehind) {
        byte[] digits = new byte[to - from];
        int count = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] != ',') digits[count++] = bytes[i];
        }
        return count == to - from
                ? parseDecimal(bytes, from, to, precision, digitsBehind)
                : parseDecimal(digits, 0, count, precision, digitsBehind);
    }

    /// A number rounded half up to the scale, or null if it then has too many digits.
    public static @Nullable BigDecimal fit(BigDecimal value, int precision, int digitsBehind) {
        // Before rounding, since an exponent can ask for a billion zeros.
        long digitsBefore = (long) value.precision() - value.scale();
        if (value.signum() == 0 || digitsBefore < -digitsBehind) return BigDecimal.ZERO.setScale(digitsBehind);
        if (digitsBefore > precision - digitsBehind) return null;
        BigDecimal rounded = value.setScale(digitsBehind, java.math.RoundingMode.HALF_UP);
        return rounded.precision() > precision ? null : rounded;
    }

    /// Reads a sign, digits and perhaps a point, at most 18 digits; false leaves it to slower ways.
    private boolean parseDecimalDigits(byte[] bytes, int from, int to) {
        int at = from;
        boolean negative = at < to && bytes[at] == '-';
        if (negative) at++;
        int start = at;
        int point = -1;
        long value = 0;
        for (; at < to; at++) {
            byte b = bytes[at];
            if (b == '.' && point < 0) {
                point = at;
            } else if (b >= '0' && b <= '9') {
                value = value * 10 + b - '0';
            } else {
                return false;
            }
        }
        int digits = at - start - (point < 0 ? 0 : 1);
        if (digits == 0 || digits > 18) return false;
        mantissa = negative ? -value : value;
        scale = point < 0 ? 0 : at - point - 1;
        return true;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
