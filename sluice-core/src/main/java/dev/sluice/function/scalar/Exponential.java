package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `exp(x)`: e to the power of `x`.
public final class Exponential {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("exp")
            .summary("Gives e to the power of a number.")
            .example("exp(0)", "1.0")
            .example("exp(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Kernels.doubleToDouble(StrictMath::exp))
            .build();

    private Exponential() {}
}
