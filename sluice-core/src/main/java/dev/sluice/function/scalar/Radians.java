package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `radians(x)`.
public final class Radians {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("radians")
            .summary("Turns degrees to radians.")
            .example("radians(180)", "3.141592653589793")
            .example("radians(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Kernels.doubleToDouble(Math::toRadians))
            .build();

    private Radians() {}
}
