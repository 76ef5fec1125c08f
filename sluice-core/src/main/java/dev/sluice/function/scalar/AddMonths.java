package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType.Atomic;

/// `add_months(d, n)`.
public final class AddMonths {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("add_months")
            .summary("Gives the date so many months later, the last of the month if it has no such day.")
            .example("add_months('2016-08-31', 1)", "2016-09-30")
            .example("add_months(NULL, 1)", null)
            .overload(
                    "(DATE, INT) -> DATE",
                    DatetimeCalls.of(Kernels.intIntToInt(Calendars::addMonths), Atomic.DATE, Atomic.DATE, Atomic.INT))
            .build();

    private AddMonths() {}
}
