package dev.sluice.function.scalar;

import dev.sluice.function.ScalarFunction;
import java.math.BigDecimal;

/// `abs(a)`.
public final class Absolute {

    private static final NumberKernels KERNELS = new NumberKernels(
            (value, least) -> value < 0 ? Negate.of(value, least) : value,
            value -> value < 0 ? Negate.of(value) : value,
            Math::abs,
            Math::abs,
            BigDecimal::abs);

    public static final ScalarFunction FUNCTION = ScalarFunction.named("abs")
            .summary("Gives a number or interval without its sign.")
            .example("abs(-1)", 1)
            .example("abs(INTERVAL '-1' DAY)", "INTERVAL '1' DAY")
            .example("abs(NULL)", null)
            .overload("(NUMERIC) -> NUMERIC", KERNELS::bindNumber)
            .overload("(INTERVAL DAY TO SECOND) -> INTERVAL DAY TO SECOND", KERNELS::bindInterval)
            .overload("(INTERVAL YEAR TO MONTH) -> INTERVAL YEAR TO MONTH", KERNELS::bindInterval)
            .build();

    private Absolute() {}
}
