package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ScalarFunction;

/// `try_mod(a, b)`: as `a % b`, but NULL where it divides by zero.
public final class TryRemainder {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("try_mod")
            .summary("Does the same as the operator %, and gives NULL where the divisor is zero.")
            .example("try_mod(7, 4)", 3)
            .example("try_mod(3, 0)", null)
            .example("try_mod(NULL, 2)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(NUMERIC, NUMERIC) -> NUMERIC", Remainder.NUMBERS::bindTolerant)
            .build();

    private TryRemainder() {}
}
