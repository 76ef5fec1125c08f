package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ValueErrors;

/// `a + b`, for numbers, and for dates, times and intervals.
public final class Add {

    static final NumericOperator NUMBERS = new NumericOperator(
            Add::exact,
            CheckedLoops.ints(Add::loop, Add::exact),
            Add::exact,
            CheckedLoops.longs(Add::loop, Add::exact),
            Float::sum,
            Double::sum,
            CheckedLoops.doubles(Add::loop),
            Add::narrow,
            NumericOperator::sumType,
            (a, b, _) -> a.add(b));

    public static final ScalarFunction FUNCTION = ScalarFunction.named("+")
            .summary("Adds two numbers, or an interval or a number of days to a date or time, or two intervals.")
            .example("1 + 2", 3)
            .example("1.5 + 10", "11.5")
            .example("DATE'2020-02-28' + 2", "2020-03-01")
            .example("TIMESTAMP'2020-01-31 10:00:00' + INTERVAL '1' MONTH", "2020-02-29 10:00:00")
            .example("1 + NULL", null)
            .overload("(NUMERIC, NUMERIC) -> NUMERIC", NUMBERS::bind)
            .overload("(TIMESTAMP, INTERVAL) -> TIMESTAMP", DatetimeArithmetic::plus)
            .build();

    private Add() {}

    private static int exact(int a, int b) {
        int sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) throw ValueErrors.overflowInstead("try_add");
        return sum;
    }

    private static long exact(long a, long b) {
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) throw ValueErrors.overflowInstead("try_add");
        return sum;
    }

    private static int narrow(int a, int b, int least, int greatest) {
        int sum = a + b;
        if (sum < least || sum > greatest) throw narrowOverflow(a, "+", b, "try_add");
        return sum;
    }

    static SluiceException narrowOverflow(int a, String sign, int b, String tolerant) {
        return ErrorCondition.BINARY_ARITHMETIC_OVERFLOW
                .error()
                .with("value1", a + "S")
                .with("symbol", sign)
                .with("value2", b + "S")
                .with("functionName", "`" + tolerant + "`")
                .build();
    }

    private static int loop(int[] left, int leftMask, int[] right, int rightMask, int[] out, int size) {
        int overflow = 0;
        for (int i = 0; i < size; i++) {
            int a = left[i & leftMask];
            int b = right[i & rightMask];
            int sum = a + b;
            overflow |= (a ^ sum) & (b ^ sum);
            out[i] = sum;
        }
        return overflow;
    }

    private static long loop(long[] left, int leftMask, long[] right, int rightMask, long[] out, int size) {
        long overflow = 0;
        for (int i = 0; i < size; i++) {
            long a = left[i & leftMask];
            long b = right[i & rightMask];
            long sum = a + b;
            overflow |= (a ^ sum) & (b ^ sum);
            out[i] = sum;
        }
        return overflow;
    }

    private static void loop(double[] left, int leftMask, double[] right, int rightMask, double[] out, int size) {
        for (int i = 0; i < size; i++) out[i] = left[i & leftMask] + right[i & rightMask];
    }
}
