package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.function.Times;
import dev.sluice.function.ValueErrors;
import dev.sluice.function.cast.Casts;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.DataType.DayTimeInterval;
import dev.sluice.type.DataType.YearMonthInterval;
import dev.sluice.vector.Vector;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;

/// What `+` and `-` mean where a date, a time or an interval is among the operands.
///
/// ```text
/// DATE ± days                       DATE
/// DATE ± INTERVAL YEAR TO MONTH     DATE         DATE ± INTERVAL DAY      DATE
/// DATE ± other INTERVAL … TO …      TIMESTAMP    TIMESTAMP ± INTERVAL     TIMESTAMP
/// DATE ± INTERVAL (of the calendar) DATE
/// DATE - DATE                       INTERVAL DAY
/// TIMESTAMP - TIMESTAMP             INTERVAL DAY TO SECOND
/// INTERVAL ± INTERVAL               INTERVAL     text ± INTERVAL DAY…     text
/// ```
///
/// Days and months are those of the calendar in the session's time zone, hours and smaller units are lengths of time.
final class DatetimeArithmetic {

    private static final DayTimeInterval DAYS = new DayTimeInterval(0, 0);
    private static final DayTimeInterval DAY_TO_SECOND = new DayTimeInterval(0, 3);

    private static final Kernel TO_TEXT =
            Casts.kernel(Atomic.TIMESTAMP, Atomic.STRING, false).orElseThrow();

    private DatetimeArithmetic() {}

    static Optional<Candidate> plus(List<Argument> arguments) {
        if (arguments.size() != 2) return Optional.empty();
        DataType a = arguments.get(0).type();
        DataType b = arguments.get(1).type();
        return moved(a, b, 1)
                .or(() -> moved(b, a, 1).map(DatetimeArithmetic::swapped))
                .or(() -> movedText(a, b, 1))
                .or(() -> movedText(b, a, 1).map(DatetimeArithmetic::swapped))
                .or(() -> CalendarIntervals.summed(typed(a, b), typed(b, a), 1))
                .or(() -> intervals(typed(a, b), typed(b, a), "try_add", Math::addExact, Math::addExact));
    }

    static Optional<Candidate> minus(List<Argument> arguments) {
        if (arguments.size() != 2) return Optional.empty();
        DataType a = arguments.get(0).type();
        DataType b = arguments.get(1).type();
        return between(a, b)
                .or(() -> moved(a, b, -1))
                .or(() -> movedText(a, b, -1))
                .or(() -> CalendarIntervals.summed(typed(a, b), typed(b, a), -1))
                .or(() ->
                        intervals(typed(a, b), typed(b, a), "try_subtract", Math::subtractExact, Math::subtractExact));
    }

    // ---- a date or time, and how far it is moved

    private static Optional<Candidate> moved(DataType start, DataType by, int sign) {
        if (by == Atomic.CALENDAR_INTERVAL) return CalendarIntervals.moved(start, sign);
        boolean days = by == Atomic.INT || by == Atomic.SHORT || by == Atomic.BYTE;
        if (start == Atomic.DATE) {
            if (days) return found(start, Atomic.INT, start, dates((day, count) -> Math.addExact(day, sign * count)));
            if (by instanceof DataType.YearMonthInterval) {
                return found(start, by, start, dates((day, months) -> Calendars.addMonths(day, sign * months)));
            }
            if (by.equals(DAYS)) return found(start, by, start, datesAndIntervals(sign));
            if (by instanceof DayTimeInterval) return moved(Atomic.TIMESTAMP, by, sign);
        }
        if (by == Atomic.NULL && isTime(start)) {
            return moved(start == Atomic.DATE ? Atomic.TIMESTAMP : start, DAY_TO_SECOND, sign);
        }
        boolean local = start == Atomic.TIMESTAMP_NTZ;
        if (local || start == Atomic.TIMESTAMP) {
            if (by instanceof DataType.YearMonthInterval) return found(start, by, start, months(local, sign));
            if (by instanceof DayTimeInterval)
                return found(start, by, start, local ? lengths(sign) : zonedLengths(sign));
        }
        return Optional.empty();
    }

    /// Text is read as a timestamp, and what comes of it is text again.
    private static Optional<Candidate> movedText(DataType start, DataType by, int sign) {
        if (start != Atomic.STRING || !(by instanceof DayTimeInterval) && by != Atomic.CALENDAR_INTERVAL) {
            return Optional.empty();
        }
        return moved(Atomic.TIMESTAMP, by, sign).map(times -> {
            Kernel kernel = (arguments, rows, size, context) -> {
                Vector moved = times.kernel().apply(arguments, rows, size, context);
                return TO_TEXT.apply(new Vector[] {moved}, rows, size, context);
            };
            return new Candidate(times.parameters(), Atomic.STRING, times.cost(), kernel);
        });
    }

    private static Kernel dates(IntBinaryOperator function) {
        return Kernels.intIntToInt((day, by) -> orOverflow(() -> function.applyAsInt(day, by)));
    }

    private static Kernel datesAndIntervals(int sign) {
        return Kernels.rowsTo(
                Atomic.DATE,
                dev.sluice.vector.VectorBuilder.Ints.class,
                (row, out) -> out.append(row.intAt(0) + sign * (int) (row.longAt(1) / Times.MICROS_PER_DAY)));
    }

    private static Kernel months(boolean local, int sign) {
        return Kernels.rowsToLong((row, out) -> out.append(orOverflow(() -> local
                ? Calendars.plusMonths(row.longAt(0), sign * row.intAt(1))
                : Calendars.plusMonths(
                        row.longAt(0), sign * row.intAt(1), row.context().zone()))));
    }

    private static Kernel lengths(int sign) {
        return Kernels.longLongToLong((time, by) -> orOverflow(() -> Math.addExact(time, sign * by)));
    }

    private static Kernel zonedLengths(int sign) {
        return Kernels.rowsToLong((row, out) -> out.append(zonedLength(row, sign)));
    }

    private static long zonedLength(Row row, int sign) {
        return orOverflow(() -> Calendars.plus(
                row.longAt(0), sign * row.longAt(1), row.context().zone()));
    }

    // ---- what is between two

    private static Optional<Candidate> between(DataType a, DataType b) {
        if (!isTime(a) && !isTime(b)) return Optional.empty();
        if (!isTime(a) && !isUntyped(a) || !isTime(b) && !isUntyped(b)) return Optional.empty();
        if (a != Atomic.DATE && isTime(a) || b != Atomic.DATE && isTime(b)) return betweenTimes(a, b);
        Kernel kernel = Kernels.overFlat((arguments, rows, size, context) -> {
            Vector days = DAYS_BETWEEN.apply(arguments, rows, size, context);
            return DAYS_TO_MICROS.apply(new Vector[] {days}, rows, size, context);
        });
        return found(Atomic.DATE, Atomic.DATE, DAYS, kernel);
    }

    private static final Kernel DAYS_BETWEEN = Kernels.intIntToInt((a, b) -> a - b);
    private static final Kernel DAYS_TO_MICROS = Kernels.intToLong(Times::midnight);

    private static Optional<Candidate> betweenTimes(DataType a, DataType b) {
        if (a != Atomic.TIMESTAMP && b != Atomic.TIMESTAMP) {
            return found(Atomic.TIMESTAMP_NTZ, Atomic.TIMESTAMP_NTZ, DAY_TO_SECOND, lengthsBetween());
        }
        return found(Atomic.TIMESTAMP, Atomic.TIMESTAMP, DAY_TO_SECOND, Kernels.rowsToLong((row, out) -> {
            long end = Times.toLocal(row.longAt(0), row.context().zone());
            long start = Times.toLocal(row.longAt(1), row.context().zone());
            out.append(orOverflow(() -> Math.subtractExact(end, start)));
        }));
    }

    private static Kernel lengthsBetween() {
        return Kernels.longLongToLong((end, start) -> orOverflow(() -> Math.subtractExact(end, start)));
    }

    private static boolean isTime(DataType type) {
        return type == Atomic.DATE || type == Atomic.TIMESTAMP || type == Atomic.TIMESTAMP_NTZ;
    }

    private static boolean isUntyped(DataType type) {
        return type == Atomic.STRING || type == Atomic.NULL;
    }

    // ---- two intervals

    /// NULL beside an interval is one.
    private static DataType typed(DataType type, DataType other) {
        boolean interval = other instanceof DataType.Interval || other == Atomic.CALENDAR_INTERVAL;
        return type == Atomic.NULL && interval ? other : type;
    }

    private static Optional<Candidate> intervals(
            DataType a, DataType b, String tolerant, IntBinaryOperator months, LongBinaryOperator micros) {
        if (a instanceof YearMonthInterval(int from, int to) && b instanceof YearMonthInterval(int f, int t)) {
            var units = new YearMonthInterval(Math.min(from, f), Math.max(to, t));
            return found(a, b, units, Kernels.intIntToInt((x, y) -> {
                try {
                    return months.applyAsInt(x, y);
                } catch (ArithmeticException e) {
                    throw ValueErrors.intervalOverflow(tolerant);
                }
            }));
        }
        if (a instanceof DayTimeInterval(int from, int to) && b instanceof DayTimeInterval(int f, int t)) {
            return found(
                    a, b, new DayTimeInterval(Math.min(from, f), Math.max(to, t)), Kernels.longLongToLong((x, y) -> {
                        try {
                            return micros.applyAsLong(x, y);
                        } catch (ArithmeticException e) {
                            throw ValueErrors.intervalOverflow(tolerant);
                        }
                    }));
        }
        return Optional.empty();
    }

    // ---- in general

    private interface Checked<T> {
        T compute();
    }

    private static <T> T orOverflow(Checked<T> computing) {
        try {
            return computing.compute();
        } catch (ArithmeticException | DateTimeException e) {
            throw ValueErrors.overflow("overflow");
        }
    }

    private static Optional<Candidate> found(DataType left, DataType right, DataType result, Kernel kernel) {
        return Optional.of(new Candidate(List.of(left, right), result, 1, kernel));
    }

    private static Candidate swapped(Candidate candidate) {
        Kernel kernel = (arguments, rows, size, context) ->
                candidate.kernel().apply(new Vector[] {arguments[1], arguments[0]}, rows, size, context);
        return new Candidate(candidate.parameters().reversed(), candidate.result(), candidate.cost(), kernel);
    }
}
