package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.function.Times;
import dev.sluice.function.ValueErrors;
import dev.sluice.type.CalendarInterval;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What `+`, `-`, `*` and `/` mean where a calendar interval is among the operands. Months, days and microseconds are
/// each added by themselves; multiplied and divided, what is left of a month is lost, and what is left of a day becomes
/// microseconds, as in Spark.
final class CalendarIntervals {

    private static final DataType INTERVAL = Atomic.CALENDAR_INTERVAL;

    private CalendarIntervals() {}

    /// A date or time, so much later or earlier.
    static Optional<Candidate> moved(DataType start, int sign) {
        if (start == Atomic.DATE) {
            Kernel days = Kernels.rowsTo(
                    Atomic.DATE, VectorBuilder.Ints.class, (row, out) -> out.append(movedDay(row, sign)));
            return found(start, days);
        }
        if (start != Atomic.TIMESTAMP && start != Atomic.TIMESTAMP_NTZ) return Optional.empty();
        boolean local = start == Atomic.TIMESTAMP_NTZ;
        return found(start, Kernels.rowsToLong((row, out) -> {
            ZoneId zone = local ? ZoneOffset.UTC : row.context().zone();
            CalendarInterval by = scaled(row.intervalAt(1), sign);
            out.append(orOverflow(() -> Calendars.plus(row.longAt(0), by, zone)));
        }));
    }

    private static Optional<Candidate> found(DataType start, Kernel kernel) {
        return Optional.of(new Candidate(List.of(start, INTERVAL), start, 1, kernel));
    }

    private static int movedDay(Row row, int sign) {
        CalendarInterval by = scaled(row.intervalAt(1), sign);
        if (by.microseconds() != 0) {
            throw ErrorCondition.INVALID_INTERVAL_WITH_MICROSECONDS_ADDITION
                    .error()
                    .build();
        }
        long start = row.intAt(0) * Times.MICROS_PER_DAY;
        return orOverflow(
                () -> Math.toIntExact(Math.floorDiv(Calendars.plus(start, by, ZoneOffset.UTC), Times.MICROS_PER_DAY)));
    }

    /// So many times the interval.
    static CalendarInterval scaled(CalendarInterval interval, int count) {
        if (count == 1) return interval;
        return orOverflow(() -> new CalendarInterval(
                Math.multiplyExact(interval.months(), count),
                Math.multiplyExact(interval.days(), count),
                Math.multiplyExact(interval.microseconds(), (long) count)));
    }

    /// Two intervals added, or the second taken from the first.
    static Optional<Candidate> summed(DataType a, DataType b, int sign) {
        if (a != INTERVAL || b != INTERVAL) return Optional.empty();
        Kernel kernel = Kernels.rowsToInterval(row -> sum(row.intervalAt(0), row.intervalAt(1), sign));
        return Optional.of(new Candidate(List.of(a, b), INTERVAL, 1, kernel));
    }

    private static CalendarInterval sum(CalendarInterval a, CalendarInterval b, int sign) {
        return orOverflow(() -> sign > 0
                ? new CalendarInterval(
                        Math.addExact(a.months(), b.months()),
                        Math.addExact(a.days(), b.days()),
                        Math.addExact(a.microseconds(), b.microseconds()))
                : new CalendarInterval(
                        Math.subtractExact(a.months(), b.months()),
                        Math.subtractExact(a.days(), b.days()),
                        Math.subtractExact(a.microseconds(), b.microseconds())));
    }

    static Optional<Candidate> multiplied(DataType interval, DataType number) {
        return withNumber(interval, number, false, (x, y) -> x * y);
    }

    /// @param tolerant whether a quotient that there is not becomes null
    static Optional<Candidate> divided(DataType interval, DataType number, boolean tolerant) {
        return withNumber(interval, number, tolerant, (x, y) -> {
            if (y == 0) throw ErrorCondition.INTERVAL_DIVIDED_BY_ZERO.error().build();
            return x / y;
        });
    }

    private interface Scale {
        double apply(double part, double number);
    }

    private static Optional<Candidate> withNumber(DataType interval, DataType number, boolean tolerant, Scale scale) {
        if (interval != INTERVAL || !NumberTypes.isNumberLike(number)) return Optional.empty();
        Kernel kernel = Kernels.rowsToInterval(row -> scaled(row.intervalAt(0), row.doubleAt(1), scale));
        return Optional.of(new Candidate(
                List.of(INTERVAL, Atomic.DOUBLE),
                INTERVAL,
                1,
                tolerant ? Tolerant.of(INTERVAL, kernel) : kernel,
                Nullability.ALWAYS));
    }

    private static CalendarInterval scaled(CalendarInterval interval, double number, Scale scale) {
        double months = scale.apply(interval.months(), number);
        double days = scale.apply(interval.days(), number);
        double micros = scale.apply((double) interval.microseconds(), number);
        return orOverflow(() -> {
            int wholeDays = Math.toIntExact((long) days);
            return new CalendarInterval(
                    Math.toIntExact((long) months),
                    wholeDays,
                    Math.round(micros + Times.MICROS_PER_DAY * (days - wholeDays)));
        });
    }

    private static <T> T orOverflow(Supplier<T> computing) {
        try {
            return computing.get();
        } catch (ArithmeticException | DateTimeException e) {
            throw ValueErrors.overflow("overflow");
        }
    }
}
