package dev.sluice.function.scalar;

import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ValueErrors;

/// `a - b`, for numbers, and for dates, times and intervals.
public final class Subtract {

    static final NumericOperator NUMBERS = new NumericOperator(
            Subtract::exact,
            CheckedLoops.ints(Subtract::loop, Subtract::exact),
            Subtract::exact,
            CheckedLoops.longs(Subtract::loop, Subtract::exact),
            (a, b) -> a - b,
            (a, b) -> a - b,
            CheckedLoops.doubles(Subtract::loop),
            Subtract::narrow,
            NumericOperator::sumType,
            (a, b, _) -> a.subtract(b));

    public static final ScalarFunction FUNCTION = ScalarFunction.named("-")
            .summary("Subtracts two numbers, or an interval or a number of days from a date or time, "
                    + "or tells what is between two.")
            .example("1 - 2", -1)
            .example("DATE'2020-03-01' - 2", "2020-02-28")
            .example("TIMESTAMP'2020-01-01 00:00:00' - INTERVAL '10' SECOND", "2019-12-31 23:59:50")
            .example("DATE'2020-03-01' - DATE'2020-02-28'", "INTERVAL '2' DAY")
            .example("NULL - 1", null)
            .overload("(NUMERIC, NUMERIC) -> NUMERIC", NUMBERS::bind)
            .overload("(TIMESTAMP, INTERVAL) -> TIMESTAMP", DatetimeArithmetic::minus)
            .build();

    private Subtract() {}

    private static int exact(int a, int b) {
        int difference = a - b;
        if (((a ^ b) & (a ^ difference)) < 0) throw ValueErrors.overflowInstead("try_subtract");
        return difference;
    }

    private static long exact(long a, long b) {
        long difference = a - b;
        if (((a ^ b) & (a ^ difference)) < 0) throw ValueErrors.overflowInstead("try_subtract");
        return difference;
    }

    private static int narrow(int a, int b, int least, int greatest) {
        int difference = a - b;
        if (difference < least || difference > greatest) throw Add.narrowOverflow(a, "-", b, "try_subtract");
        return difference;
    }

    private static int loop(int[] left, int leftMask, int[] right, int rightMask, int[] out, int size) {
        int overflow = 0;
        for (int i = 0; i < size; i++) {
            int a = left[i & leftMask];
            int b = right[i & rightMask];
            int difference = a - b;
            overflow |= (a ^ b) & (a ^ difference);
            out[i] = difference;
        }
        return overflow;
    }

    private static long loop(long[] left, int leftMask, long[] right, int rightMask, long[] out, int size) {
        long overflow = 0;
        for (int i = 0; i < size; i++) {
            long a = left[i & leftMask];
            long b = right[i & rightMask];
            long difference = a - b;
            overflow |= (a ^ b) & (a ^ difference);
            out[i] = difference;
        }
        return overflow;
    }

    private static void loop(double[] left, int leftMask, double[] right, int rightMask, double[] out, int size) {
        for (int i = 0; i < size; i++) out[i] = left[i & leftMask] - right[i & rightMask];
    }
}
