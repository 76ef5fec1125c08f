package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ScalarFunction;

/// `try_divide(a, b)`: as `a / b`, but NULL where it divides by zero.
public final class TryDivide {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("try_divide")
            .summary("Does the same as the operator /, and gives NULL where the divisor is zero.")
            .example("try_divide(3, 2)", "1.5")
            .example("try_divide(1, 0)", null)
            .example("try_divide(NULL, 2)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(NUMERIC, NUMERIC) -> NUMERIC", arguments -> Divide.bind(arguments, true))
            .overload("(INTERVAL, NUMERIC) -> INTERVAL", IntervalArithmetic::dividedTolerant)
            .build();

    private TryDivide() {}
}
