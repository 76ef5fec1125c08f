package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `hypot(a, b)`.
public final class Hypotenuse {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("hypot")
            .summary("Gives the square root of the sum of two squares.")
            .example("hypot(3, 4)", "5.0")
            .example("hypot(NULL, 1)", null)
            .overload("(DOUBLE, DOUBLE) -> DOUBLE", Kernels.doubleDoubleToDouble(Math::hypot))
            .build();

    private Hypotenuse() {}
}
