package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ScalarFunction;

/// `ln(x)`; NULL where there is none.
public final class NaturalLogarithm {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("ln")
            .summary("Gives the natural logarithm; NULL of a number that is not positive.")
            .example("ln(1)", "0.0")
            .example("ln(0)", null)
            .example("ln(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Logarithm.ofPositive(StrictMath::log))
            .build();

    private NaturalLogarithm() {}
}
