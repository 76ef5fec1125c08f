package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `asin(x)`.
public final class ArcSine {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("asin")
            .summary("Gives the angle of a sine.")
            .example("asin(0)", "0.0")
            .example("asin(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Kernels.doubleToDouble(Math::asin))
            .build();

    private ArcSine() {}
}
