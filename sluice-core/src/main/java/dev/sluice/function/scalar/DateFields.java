package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType.Atomic;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalField;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// The parts of a date: `year(d)`, `month(d)` and so on.
public final class DateFields {

    public static final ScalarFunction YEAR = named("year")
            .summary("Gives the year of a date.")
            .example("year('2016-07-30')", 2016)
            .example("year(NULL)", null)
            .overload("(DATE) -> INT", of(ChronoField.YEAR))
            .build();

    public static final ScalarFunction QUARTER = named("quarter")
            .summary("Gives the quarter of the year of a date, 1 to 4.")
            .example("quarter('2016-08-31')", 3)
            .example("quarter(NULL)", null)
            .overload("(DATE) -> INT", of(IsoFields.QUARTER_OF_YEAR))
            .build();

    public static final ScalarFunction MONTH = named("month")
            .summary("Gives the month of a date, 1 to 12.")
            .example("month('2016-07-30')", 7)
            .example("month(NULL)", null)
            .overload("(DATE) -> INT", of(ChronoField.MONTH_OF_YEAR))
            .build();

    public static final ScalarFunction DAY = named("day", "dayofmonth")
            .summary("Gives the day of the month of a date.")
            .example("day('2009-07-30')", 30)
            .example("day(NULL)", null)
            .overload("(DATE) -> INT", of(ChronoField.DAY_OF_MONTH))
            .build();

    public static final ScalarFunction DAY_OF_WEEK = named("dayofweek")
            .summary("Gives the day of the week of a date, 1 for Sunday to 7 for Saturday.")
            .example("dayofweek('2009-07-30')", 5)
            .example("dayofweek(NULL)", null)
            .overload("(DATE) -> INT", of(date -> date.getDayOfWeek().getValue() % 7 + 1))
            .build();

    public static final ScalarFunction WEEKDAY = named("weekday")
            .summary("Gives the day of the week of a date, 0 for Monday to 6 for Sunday.")
            .example("weekday('2009-07-30')", 3)
            .example("weekday(NULL)", null)
            .overload("(DATE) -> INT", of(date -> date.getDayOfWeek().getValue() - 1))
            .build();

    public static final ScalarFunction DAY_OF_YEAR = named("dayofyear")
            .summary("Gives the day of the year of a date.")
            .example("dayofyear('2016-04-09')", 100)
            .example("dayofyear(NULL)", null)
            .overload("(DATE) -> INT", of(ChronoField.DAY_OF_YEAR))
            .build();

    public static final ScalarFunction WEEK_OF_YEAR = named("weekofyear")
            .summary("Gives the week of a date. Weeks start on Monday; the first has more than three days in the year.")
            .example("weekofyear('2008-02-20')", 8)
            .example("weekofyear(NULL)", null)
            .overload("(DATE) -> INT", of(IsoFields.WEEK_OF_WEEK_BASED_YEAR))
            .build();

    private DateFields() {}

    private static ScalarFunction.Builder named(String name, String... aliases) {
        return ScalarFunction.named(name, aliases);
    }

    private static Function<List<Argument>, Optional<Candidate>> of(TemporalField field) {
        return of(date -> date.get(field));
    }

    private static Function<List<Argument>, Optional<Candidate>> of(ToIntFunction<LocalDate> field) {
        return DatetimeCalls.of(
                Kernels.intToInt(day -> field.applyAsInt(LocalDate.ofEpochDay(day))), Atomic.INT, Atomic.DATE);
    }
}
