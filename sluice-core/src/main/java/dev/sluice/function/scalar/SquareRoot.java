package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `sqrt(x)`.
public final class SquareRoot {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("sqrt")
            .summary("Gives the square root; NaN of a negative number.")
            .example("sqrt(4)", "2.0")
            .example("sqrt(-1)", "NaN")
            .example("sqrt(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Kernels.doubleToDouble(Math::sqrt))
            .build();

    private SquareRoot() {}
}
