package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ScalarFunction;

/// `try_add(a, b)`: as `a + b`, but NULL where it overflows.
public final class TryAdd {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("try_add")
            .summary("Does the same as the operator +, and gives NULL where the result is too large.")
            .example("try_add(1, 2)", 3)
            .example("try_add(2147483647, 1)", null)
            .example("try_add(NULL, 1)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(NUMERIC, NUMERIC) -> NUMERIC", Add.NUMBERS::bindTolerant)
            .overload(
                    "(TIMESTAMP, INTERVAL) -> TIMESTAMP",
                    arguments -> DatetimeArithmetic.plus(arguments).map(Tolerant::of))
            .build();

    private TryAdd() {}
}
