package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `atan(x)`.
public final class ArcTangent {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("atan")
            .summary("Gives the angle of a tangent.")
            .example("atan(0)", "0.0")
            .example("atan(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Kernels.doubleToDouble(Math::atan))
            .build();

    private ArcTangent() {}
}
