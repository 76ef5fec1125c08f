package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `pow(a, b)`.
public final class Power {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("pow", "power")
            .summary("Gives a number to the power of another.")
            .example("pow(2, 3)", "8.0")
            .example("pow(0, -1)", "Infinity")
            .example("pow(2, NULL)", null)
            .overload("(DOUBLE, DOUBLE) -> DOUBLE", Kernels.doubleDoubleToDouble(StrictMath::pow))
            .build();

    private Power() {}
}
