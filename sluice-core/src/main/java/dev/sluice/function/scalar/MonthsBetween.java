package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.function.Times;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// `months_between(end, start, rounded)`.
public final class MonthsBetween {

    private static final String ROUNDED = "true";
    private static final double SECONDS_PER_MONTH = 31 * 86_400;
    private static final double EIGHT_DIGITS = 1e8;

    public static final ScalarFunction FUNCTION = ScalarFunction.named("months_between")
            .summary("Gives the months from the second timestamp to the first; a month has 31 days where days count. "
                    + "The result is rounded to eight digits unless the third argument is false.")
            .example("months_between('1997-02-28 10:30:00', '1996-10-30')", "3.94959677")
            .example("months_between('1997-02-28 10:30:00', '1996-10-30', false)", "3.9495967741935485")
            .example("months_between('2020-03-31', '2020-02-29')", "1.0")
            .example("months_between(NULL, '2020-02-29')", null)
            .orElse(ROUNDED)
            .overload("(TIMESTAMP, TIMESTAMP, BOOLEAN) -> DOUBLE", MonthsBetween::bind)
            .build();

    private MonthsBetween() {}

    /// The default is a text; it is not cast, since the cast of a text may be null.
    private static Optional<Candidate> bind(List<Argument> arguments) {
        boolean left = arguments.size() == 3 && ROUNDED.equals(arguments.get(2).value());
        DataType third = left ? Atomic.STRING : Atomic.BOOLEAN;
        Kernel kernel = Kernels.rowsToDouble((row, out) -> {
            double months = between(row.longAt(0), row.longAt(1), row.context().zone());
            boolean rounded = left || row.booleanAt(2);
            out.append(rounded ? Math.round(months * EIGHT_DIGITS) / EIGHT_DIGITS : months);
        });
        return DatetimeCalls.of(kernel, Atomic.DOUBLE, Atomic.TIMESTAMP, Atomic.TIMESTAMP, third)
                .apply(arguments);
    }

    private static double between(long endMicros, long startMicros, ZoneId zone) {
        long end = Times.toLocal(endMicros, zone);
        long start = Times.toLocal(startMicros, zone);
        LocalDate endDate = Times.date(Times.dayOf(end));
        LocalDate startDate = Times.date(Times.dayOf(start));
        double months = endDate.getYear() * 12.0
                + endDate.getMonthValue()
                - startDate.getYear() * 12.0
                - startDate.getMonthValue();
        boolean sameDay = endDate.getDayOfMonth() == startDate.getDayOfMonth();
        if (sameDay || isLastOfMonth(endDate) && isLastOfMonth(startDate)) return months;
        double seconds = (endDate.getDayOfMonth() - startDate.getDayOfMonth()) * 86_400.0
                + secondOfDay(end)
                - secondOfDay(start);
        return months + seconds / SECONDS_PER_MONTH;
    }

    private static boolean isLastOfMonth(LocalDate date) {
        return date.getDayOfMonth() == date.lengthOfMonth();
    }

    private static long secondOfDay(long localMicros) {
        return Math.floorMod(localMicros, Times.MICROS_PER_DAY) / Times.MICROS_PER_SECOND;
    }
}
