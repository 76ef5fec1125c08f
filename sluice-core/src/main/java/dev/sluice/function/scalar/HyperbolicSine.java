package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `sinh(x)`.
public final class HyperbolicSine {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("sinh")
            .summary("Gives the hyperbolic sine.")
            .example("sinh(0)", "0.0")
            .example("sinh(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Kernels.doubleToDouble(Math::sinh))
            .build();

    private HyperbolicSine() {}
}
