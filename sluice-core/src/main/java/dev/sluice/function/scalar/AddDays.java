package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType.Atomic;

/// `date_add(d, n)` and `date_sub(d, n)`.
public final class AddDays {

    public static final ScalarFunction PLUS = ScalarFunction.named("date_add", "dateadd")
            .summary("Gives the date so many days later.")
            .example("date_add('2016-07-30', 1)", "2016-07-31")
            .example("date_add(NULL, 1)", null)
            .overload(
                    "(DATE, INT) -> DATE",
                    DatetimeCalls.of(Kernels.intIntToInt(Math::addExact), Atomic.DATE, Atomic.DATE, Atomic.INT))
            .build();

    public static final ScalarFunction MINUS = ScalarFunction.named("date_sub")
            .summary("Gives the date so many days earlier.")
            .example("date_sub('2016-07-30', 1)", "2016-07-29")
            .example("date_sub(NULL, 1)", null)
            .overload(
                    "(DATE, INT) -> DATE",
                    DatetimeCalls.of(Kernels.intIntToInt(Math::subtractExact), Atomic.DATE, Atomic.DATE, Atomic.INT))
            .build();

    private AddDays() {}
}
