package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `cosh(x)`.
public final class HyperbolicCosine {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("cosh")
            .summary("Gives the hyperbolic cosine.")
            .example("cosh(0)", "1.0")
            .example("cosh(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Kernels.doubleToDouble(Math::cosh))
            .build();

    private HyperbolicCosine() {}
}
