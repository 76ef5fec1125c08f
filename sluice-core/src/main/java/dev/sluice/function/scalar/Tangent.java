package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `tan(x)`.
public final class Tangent {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("tan")
            .summary("Gives the tangent.")
            .example("tan(0)", "0.0")
            .example("tan(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Kernels.doubleToDouble(Math::tan))
            .build();

    private Tangent() {}
}
