package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ScalarFunction;

/// `log2(x)`; NULL where there is none.
public final class BinaryLogarithm {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("log2")
            .summary("Gives the logarithm to base 2; NULL of a number that is not positive.")
            .example("log2(8)", "3.0")
            .example("log2(0)", null)
            .example("log2(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Logarithm.ofPositive(x -> StrictMath.log(x) / StrictMath.log(2)))
            .build();

    private BinaryLogarithm() {}
}
