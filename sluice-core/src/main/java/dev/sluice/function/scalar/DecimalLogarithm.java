package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ScalarFunction;

/// `log10(x)`; NULL where there is none.
public final class DecimalLogarithm {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("log10")
            .summary("Gives the logarithm to base 10; NULL of a number that is not positive.")
            .example("log10(100)", "2.0")
            .example("log10(0)", null)
            .example("log10(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Logarithm.ofPositive(StrictMath::log10))
            .build();

    private DecimalLogarithm() {}
}
