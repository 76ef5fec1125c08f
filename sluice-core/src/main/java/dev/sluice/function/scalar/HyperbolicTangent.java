package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `tanh(x)`.
public final class HyperbolicTangent {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("tanh")
            .summary("Gives the hyperbolic tangent.")
            .example("tanh(0)", "0.0")
            .example("tanh(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Kernels.doubleToDouble(Math::tanh))
            .build();

    private HyperbolicTangent() {}
}
