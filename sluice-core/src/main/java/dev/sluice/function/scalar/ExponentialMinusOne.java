package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `expm1(x)`: `exp(x) - 1`, exact near zero.
public final class ExponentialMinusOne {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("expm1")
            .summary("Gives e to the power of a number, minus one.")
            .example("expm1(0)", "0.0")
            .example("expm1(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Kernels.doubleToDouble(StrictMath::expm1))
            .build();

    private ExponentialMinusOne() {}
}
