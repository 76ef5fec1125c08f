package dev.sluice.function.scalar;

import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ValueErrors;
import dev.sluice.type.DataType;

/// `a * b`, for numbers, and for an interval and a number.
public final class Multiply {

    static final NumericOperator NUMBERS = new NumericOperator(
            Multiply::exact,
            CheckedLoops.ints(Multiply::loop, Multiply::exact),
            Multiply::exact,
            CheckedLoops.longs(Multiply::loop, Multiply::exact),
            (a, b) -> a * b,
            (a, b) -> a * b,
            CheckedLoops.doubles(Multiply::loop),
            Multiply::narrow,
            Multiply::productType,
            (a, b, _) -> a.multiply(b));

    public static final ScalarFunction FUNCTION = ScalarFunction.named("*")
            .summary("Multiplies two numbers, or an interval by a number.")
            .example("2 * 3", 6)
            .example("1.5 * 2.25", "3.375")
            .example("INTERVAL '2' HOUR * 3", "INTERVAL '0 06:00:00' DAY TO SECOND")
            .example("2 * NULL", null)
            .overload("(NUMERIC, NUMERIC) -> NUMERIC", NUMBERS::bind)
            .overload("(INTERVAL, NUMERIC) -> INTERVAL", IntervalArithmetic::times)
            .build();

    private Multiply() {}

    private static DataType.Decimal productType(DataType.Decimal a, DataType.Decimal b) {
        return ImplicitCasts.bounded(a.precision() + b.precision() + 1, a.scale() + b.scale());
    }

    private static int exact(int a, int b) {
        long product = (long) a * b;
        if (product != (int) product) throw ValueErrors.overflowInstead("try_multiply");
        return (int) product;
    }

    private static long exact(long a, long b) {
        if (overflows(a, b)) throw ValueErrors.overflowInstead("try_multiply");
        return a * b;
    }

    private static boolean overflows(long a, long b) {
        return Math.multiplyHigh(a, b) != a * b >> 63;
    }

    private static int narrow(int a, int b, int least, int greatest) {
        int product = a * b;
        if (product < least || product > greatest) throw Add.narrowOverflow(a, "*", b, "try_multiply");
        return product;
    }

    private static int loop(int[] left, int leftMask, int[] right, int rightMask, int[] out, int size) {
        long overflow = 0;
        for (int i = 0; i < size; i++) {
            long product = (long) left[i & leftMask] * right[i & rightMask];
            overflow |= product ^ (int) product;
            out[i] = (int) product;
        }
        return overflow == 0 ? 0 : -1;
    }

    private static long loop(long[] left, int leftMask, long[] right, int rightMask, long[] out, int size) {
        long overflow = 0;
        for (int i = 0; i < size; i++) {
            long a = left[i & leftMask];
            long b = right[i & rightMask];
            long product = a * b;
            overflow |= Math.multiplyHigh(a, b) ^ product >> 63;
            out[i] = product;
        }
        return overflow == 0 ? 0 : -1;
    }

    private static void loop(double[] left, int leftMask, double[] right, int rightMask, double[] out, int size) {
        for (int i = 0; i < size; i++) out[i] = left[i & leftMask] * right[i & rightMask];
    }
}
