package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `cbrt(x)`.
public final class CubeRoot {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("cbrt")
            .summary("Gives the cube root.")
            .example("cbrt(27.0)", "3.0")
            .example("cbrt(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Kernels.doubleToDouble(StrictMath::cbrt))
            .build();

    private CubeRoot() {}
}
