package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ScalarFunction;

/// `try_subtract(a, b)`: as `a - b`, but NULL where it overflows.
public final class TrySubtract {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("try_subtract")
            .summary("Does the same as the operator -, and gives NULL where the result is too large.")
            .example("try_subtract(1, 2)", -1)
            .example("try_subtract(-2147483648, 1)", null)
            .example("try_subtract(NULL, 1)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(NUMERIC, NUMERIC) -> NUMERIC", Subtract.NUMBERS::bindTolerant)
            .overload(
                    "(TIMESTAMP, INTERVAL) -> TIMESTAMP",
                    arguments -> DatetimeArithmetic.minus(arguments).map(Tolerant::of))
            .build();

    private TrySubtract() {}
}
