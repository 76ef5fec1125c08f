package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ValueErrors;
import java.math.BigDecimal;

/// `- a`.
public final class Negate {

    private static final NumberKernels KERNELS =
            new NumberKernels(Negate::of, Negate::of, value -> -value, value -> -value, BigDecimal::negate);

    public static final ScalarFunction FUNCTION = ScalarFunction.named("negative")
            .summary("Changes the sign of a number or interval.")
            .example("negative(1)", -1)
            .example("- (1.50)", "-1.50")
            .example("- INTERVAL '1' DAY", "INTERVAL '-1' DAY")
            .example("negative(NULL)", null)
            .overload("(NUMERIC) -> NUMERIC", KERNELS::bindNumber)
            .overload("(INTERVAL DAY TO SECOND) -> INTERVAL DAY TO SECOND", KERNELS::bindInterval)
            .overload("(INTERVAL YEAR TO MONTH) -> INTERVAL YEAR TO MONTH", KERNELS::bindInterval)
            .overload(
                    "(INTERVAL) -> INTERVAL",
                    Kernels.rowsToInterval(row -> CalendarIntervals.scaled(row.intervalAt(0), -1)))
            .build();

    private Negate() {}

    static int of(int value, int least) {
        if (value == least) throw ValueErrors.overflow("overflow");
        return -value;
    }

    static long of(long value) {
        if (value == Long.MIN_VALUE) throw ValueErrors.overflow("overflow");
        return -value;
    }
}
