package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType.Atomic;

/// `datediff(end, start)`.
public final class DateDifference {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("datediff", "date_diff")
            .summary("Gives the number of days from the second date to the first.")
            .example("datediff('2009-07-31', '2009-07-30')", 1)
            .example("datediff('2009-07-30', '2009-07-31')", -1)
            .example("datediff(NULL, '2009-07-31')", null)
            .overload(
                    "(DATE, DATE) -> INT",
                    DatetimeCalls.of(
                            Kernels.intIntToInt((end, start) -> end - start), Atomic.INT, Atomic.DATE, Atomic.DATE))
            .build();

    private DateDifference() {}
}
