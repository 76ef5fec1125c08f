package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `degrees(x)`.
public final class Degrees {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("degrees")
            .summary("Turns radians to degrees.")
            .example("degrees(3.141592653589793)", "180.0")
            .example("degrees(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Kernels.doubleToDouble(Math::toDegrees))
            .build();

    private Degrees() {}
}
