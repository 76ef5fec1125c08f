package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ValueErrors;
import java.util.Locale;

/// `conv(s, from, to)`: by way of an unsigned number of 64 bits.
public final class ConvertBase {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("conv")
            .summary("Writes a whole number of one base in another, as an unsigned number of 64 bits, or if the second "
                    + "base is negative with its sign. Digits end at the first that is none.")
            .example("conv('100', 2, 10)", "4")
            .example("conv('-10', 16, -10)", "-16")
            .example("conv('1', 1, 10)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(STRING, INT, INT) -> STRING", Kernels.rowsToText((row, out) -> {
                String digits = strip(row.textAt(0));
                if (digits.isEmpty() || !isBase(row.intAt(1)) || !isBase(Math.abs(row.intAt(2)))) {
                    out.appendNull();
                } else {
                    out.append(converted(digits, row.intAt(1), row.intAt(2)));
                }
            }))
            .build();

    private ConvertBase() {}

    private static boolean isBase(int base) {
        return base >= Character.MIN_RADIX && base <= Character.MAX_RADIX;
    }

    private static String converted(String digits, int from, int to) {
        boolean negative = digits.charAt(0) == '-';
        long value = unsigned(digits, negative ? 1 : 0, from);
        if (negative && to > 0) value = value < 0 ? -1 : -value;
        if (to < 0 && value < 0) {
            value = -value;
            negative = true;
        }
        String text = Long.toUnsignedString(value, Math.abs(to)).toUpperCase(Locale.ROOT);
        return negative && to < 0 ? "-" + text : text;
    }

    private static long unsigned(String digits, int start, int base) {
        long value = 0;
        for (int i = start; i < digits.length(); i++) {
            int digit = digits.charAt(i) < 128 ? Character.digit(digits.charAt(i), base) : -1;
            if (digit < 0) return value;
            if (Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, base)) > 0) {
                throw ValueErrors.overflow("Overflow in function conv()");
            }
            value = value * base + digit;
        }
        return value;
    }

    private static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == ' ') start++;
        while (end > start && text.charAt(end - 1) == ' ') end--;
        return text.substring(start, end);
    }
}
