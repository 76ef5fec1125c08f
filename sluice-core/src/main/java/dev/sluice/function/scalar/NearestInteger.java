package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `rint(x)`: the nearest whole number, a DOUBLE; of two, the even one.
public final class NearestInteger {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("rint")
            .summary("Gives the nearest whole number as a DOUBLE.")
            .example("rint(12.3456)", "12.0")
            .example("rint(2.5)", "2.0")
            .example("rint(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Kernels.doubleToDouble(Math::rint))
            .build();

    private NearestInteger() {}
}
