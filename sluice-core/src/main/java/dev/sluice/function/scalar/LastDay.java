package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType.Atomic;
import java.time.LocalDate;

/// `last_day(d)`.
public final class LastDay {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("last_day")
            .summary("Gives the last day of the month of a date.")
            .example("last_day('2009-01-12')", "2009-01-31")
            .example("last_day(NULL)", null)
            .overload("(DATE) -> DATE", DatetimeCalls.of(Kernels.intToInt(LastDay::of), Atomic.DATE, Atomic.DATE))
            .build();

    private LastDay() {}

    private static int of(int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return day + date.lengthOfMonth() - date.getDayOfMonth();
    }
}
