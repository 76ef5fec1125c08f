package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `sin(x)`.
public final class Sine {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("sin")
            .summary("Gives the sine.")
            .example("sin(0)", "0.0")
            .example("sin(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Kernels.doubleToDouble(Math::sin))
            .build();

    private Sine() {}
}
