package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ValueErrors;
import java.math.BigDecimal;

/// `pmod(a, b)`: the remainder that is not negative, if `b` is not.
public final class PositiveRemainder {

    private static final NumericOperator NUMBERS = new NumericOperator(
            PositiveRemainder::of,
            Kernels.intIntToInt(PositiveRemainder::of),
            PositiveRemainder::of,
            Kernels.longLongToLong(PositiveRemainder::of),
            (a, b) -> (float) of((double) a, b),
            PositiveRemainder::of,
            Kernels.doubleDoubleToDouble(PositiveRemainder::of),
            (a, b, _, _) -> of(a, b),
            Remainder::type,
            (a, b, _) -> of(a, b));

    public static final ScalarFunction FUNCTION = ScalarFunction.named("pmod")
            .summary("Gives the remainder of a division, not negative where the divisor is not.")
            .example("pmod(-7, 3)", 2)
            .example("pmod(-7, -3)", -1)
            .example("pmod(NULL, 3)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(NUMERIC, NUMERIC) -> NUMERIC", NUMBERS::bind)
            .build();

    private PositiveRemainder() {}

    private static int of(int a, int b) {
        return (int) of((long) a, b);
    }

    private static long of(long a, long b) {
        if (b == 0) throw ValueErrors.remainderByZero();
        long remainder = a % b;
        return remainder < 0 ? (remainder + b) % b : remainder;
    }

    private static double of(double a, double b) {
        if (b == 0) throw ValueErrors.remainderByZero();
        double remainder = a % b;
        return remainder < 0 ? (remainder + b) % b : remainder;
    }

    private static BigDecimal of(BigDecimal a, BigDecimal b) {
        if (b.signum() == 0) throw ValueErrors.remainderByZero();
        BigDecimal remainder = a.remainder(b);
        return remainder.signum() < 0 ? remainder.add(b).remainder(b) : remainder;
    }
}
