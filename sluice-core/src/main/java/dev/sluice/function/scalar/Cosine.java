package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `cos(x)`.
public final class Cosine {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("cos")
            .summary("Gives the cosine.")
            .example("cos(0)", "1.0")
            .example("cos(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Kernels.doubleToDouble(Math::cos))
            .build();

    private Cosine() {}
}
