package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ScalarFunction;

/// `try_multiply(a, b)`: as `a * b`, but NULL where it overflows.
public final class TryMultiply {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("try_multiply")
            .summary("Does the same as the operator *, and gives NULL where the result is too large.")
            .example("try_multiply(2, 3)", 6)
            .example("try_multiply(2147483647, 2)", null)
            .example("try_multiply(NULL, 2)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(NUMERIC, NUMERIC) -> NUMERIC", Multiply.NUMBERS::bindTolerant)
            .overload(
                    "(INTERVAL, NUMERIC) -> INTERVAL",
                    arguments -> IntervalArithmetic.times(arguments).map(Tolerant::of))
            .build();

    private TryMultiply() {}
}
