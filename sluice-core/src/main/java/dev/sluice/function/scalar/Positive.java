package dev.sluice.function.scalar;

import dev.sluice.function.ScalarFunction;

/// `+ a`.
public final class Positive {

    private static final NumberKernels KERNELS =
            new NumberKernels((value, _) -> value, value -> value, value -> value, value -> value, value -> value);

    public static final ScalarFunction FUNCTION = ScalarFunction.named("positive")
            .summary("Gives a number or interval as it is.")
            .example("positive(1)", 1)
            .example("+ 1.5", "1.5")
            .example("positive(NULL)", null)
            .overload("(NUMERIC) -> NUMERIC", KERNELS::bindNumber)
            .overload("(INTERVAL DAY TO SECOND) -> INTERVAL DAY TO SECOND", KERNELS::bindInterval)
            .overload("(INTERVAL YEAR TO MONTH) -> INTERVAL YEAR TO MONTH", KERNELS::bindInterval)
            .overload("(INTERVAL) -> INTERVAL", (arguments, _, _, _) -> arguments[0])
            .build();

    private Positive() {}
}
