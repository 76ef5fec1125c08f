package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ValueErrors;
import dev.sluice.type.DataType;
import java.math.BigDecimal;

/// `a % b`: what is left when `a` is divided by `b`, with the sign of `a`.
public final class Remainder {

    static final NumericOperator NUMBERS = new NumericOperator(
            Remainder::of,
            Kernels.intIntToInt(Remainder::of),
            Remainder::of,
            Kernels.longLongToLong(Remainder::of),
            Remainder::of,
            Remainder::of,
            Kernels.doubleDoubleToDouble(Remainder::of),
            (a, b, _, _) -> of(a, b),
            Remainder::type,
            (a, b, _) -> of(a, b));

    public static final ScalarFunction FUNCTION = ScalarFunction.named("%", "mod")
            .summary("Gives the remainder of a division; it has the sign of the dividend.")
            .example("7 % 3", 1)
            .example("-7 % 3", -1)
            .example("5.5 % 2", "1.5")
            .example("NULL % 2", null)
            .nullability(Nullability.ALWAYS)
            .overload("(NUMERIC, NUMERIC) -> NUMERIC", NUMBERS::bind)
            .build();

    private Remainder() {}

    static DataType.Decimal type(DataType.Decimal a, DataType.Decimal b) {
        int scale = Math.max(a.scale(), b.scale());
        int whole = Math.min(a.precision() - a.scale(), b.precision() - b.scale());
        return ImplicitCasts.bounded(Math.max(1, whole + scale), scale);
    }

    private static int of(int a, int b) {
        if (b == 0) throw ValueErrors.remainderByZero();
        return a % b;
    }

    private static long of(long a, long b) {
        if (b == 0) throw ValueErrors.remainderByZero();
        return a % b;
    }

    private static float of(float a, float b) {
        if (b == 0) throw ValueErrors.remainderByZero();
        return a % b;
    }

    private static double of(double a, double b) {
        if (b == 0) throw ValueErrors.remainderByZero();
        return a % b;
    }

    private static BigDecimal of(BigDecimal a, BigDecimal b) {
        if (b.signum() == 0) throw ValueErrors.remainderByZero();
        return a.remainder(b);
    }
}
