package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `acos(x)`.
public final class ArcCosine {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("acos")
            .summary("Gives the angle of a cosine; NaN outside of -1 to 1.")
            .example("acos(1)", "0.0")
            .example("acos(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Kernels.doubleToDouble(Math::acos))
            .build();

    private ArcCosine() {}
}
