package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.function.Times;
import dev.sluice.function.ValueErrors;
import dev.sluice.type.CalendarInterval;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// `make_interval(years, months, weeks, days, hours, minutes, seconds)` and `try_make_interval`, which gives NULL where
/// the other overflows.
public final class MakeCalendarInterval {

    private static final String ALL = "100 years 11 months 8 days 12 hours 30 minutes 1.001001 seconds";
    private static final int SECONDS = 6;
    private static final List<DataType> PARTS = parts();
    private static final Kernel KERNEL = Kernels.rowsToInterval(MakeCalendarInterval::of);

    public static final ScalarFunction FUNCTION = withDefaults(ScalarFunction.named("make_interval")
                    .summary("Makes an interval of years, months, weeks, days, hours, minutes and seconds; what is left"
                            + " out is 0.")
                    .example("make_interval(100, 11, 1, 1, 12, 30, 01.001001)", ALL)
                    .example("make_interval(0, 1)", "1 months")
                    .example("make_interval(100, NULL, 3)", null)
                    .orElse(0))
            .overload("(INT, INT, INT, INT, INT, INT, NUMERIC) -> INTERVAL", MakeCalendarInterval::bind)
            .build();

    public static final ScalarFunction TOLERANT = withDefaults(ScalarFunction.named("try_make_interval")
                    .summary("Does the same as make_interval, and gives NULL where the result is too large.")
                    .example("try_make_interval(100, 11, 1, 1, 12, 30, 01.001001)", ALL)
                    .example("try_make_interval(2147483647)", null))
            .nullability(Nullability.ALWAYS)
            .overload(
                    "(INT, INT, INT, INT, INT, INT, NUMERIC) -> INTERVAL",
                    arguments -> bind(arguments).map(Tolerant::of))
            .build();

    private MakeCalendarInterval() {}

    private static List<DataType> parts() {
        List<DataType> parts = new ArrayList<>(Collections.nCopies(SECONDS, Atomic.INT));
        parts.add(new DataType.Decimal(18, 6));
        return List.copyOf(parts);
    }

    /// All but the years.
    private static ScalarFunction.Builder withDefaults(ScalarFunction.Builder function) {
        for (int i = 1; i < SECONDS; i++) function.orElse(0);
        return function.orElse(new BigDecimal("0.000000"));
    }

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != PARTS.size()
                || !NumberTypes.isNumberLike(arguments.get(SECONDS).type())) {
            return Optional.empty();
        }
        for (int i = 0; i < SECONDS; i++) {
            if (ImplicitCasts.assignment(arguments.get(i).type(), Atomic.INT) < 0) return Optional.empty();
        }
        return Optional.of(new Candidate(PARTS, Atomic.CALENDAR_INTERVAL, 0, KERNEL));
    }

    private static CalendarInterval of(Row row) {
        try {
            int months = Math.addExact(Math.multiplyExact(row.intAt(0), 12), row.intAt(1));
            int days = Math.addExact(Math.multiplyExact(row.intAt(2), 7), row.intAt(3));
            long micros = row.decimalAt(SECONDS).unscaledValue().longValueExact();
            micros = Math.addExact(micros, row.intAt(4) * Times.MICROS_PER_HOUR);
            micros = Math.addExact(micros, row.intAt(5) * Times.MICROS_PER_MINUTE);
            return new CalendarInterval(months, days, micros);
        } catch (ArithmeticException e) {
            throw ValueErrors.overflow("overflow");
        }
    }
}
