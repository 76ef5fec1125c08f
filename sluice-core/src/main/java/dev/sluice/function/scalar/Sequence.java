package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.function.Argument;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.function.Times;
import dev.sluice.type.CalendarInterval;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.VectorBuilder;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// `sequence(start, stop, step)`: whole numbers, dates or times.
public final class Sequence {

    /// More items than this is a mistake rather than a wish.
    private static final int LONGEST = 100_000_000;

    public static final ScalarFunction FUNCTION = ScalarFunction.named("sequence")
            .summary("Makes an array of the values from a start to a stop, both included; the step is 1, or a day, or "
                    + "the opposite if the stop comes before the start.")
            .example("sequence(1, 5)", "[1, 2, 3, 4, 5]")
            .example("sequence(5, 1, -2)", "[5, 3, 1]")
            .example(
                    "sequence(DATE'2020-01-31', DATE'2020-03-31', INTERVAL '1' MONTH)",
                    "[2020-01-31, 2020-02-29, 2020-03-31]")
            .example("sequence(DATE'2020-01-02', DATE'2020-01-01')", "[2020-01-02, 2020-01-01]")
            .example("sequence(1, NULL)", null)
            .overload("(INTEGRAL, INTEGRAL) -> ARRAY<INTEGRAL>", Sequence::bind)
            .overload("(INTEGRAL, INTEGRAL, INTEGRAL) -> ARRAY<INTEGRAL>", Sequence::bind)
            .build();

    private Sequence() {}

    /// The value so many steps behind a start.
    @FunctionalInterface
    private interface Steps {
        long from(long start, long count, Row row);
    }

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() < 2 || arguments.size() > 3) return Optional.empty();
        DataType step = arguments.size() < 3 ? Atomic.NULL : arguments.get(2).type();
        return ImplicitCasts.common(arguments.get(0).type(), arguments.get(1).type())
                .flatMap(type -> {
                    if (type.isIntegral())
                        return ImplicitCasts.common(type, step)
                                .filter(DataType::isIntegral)
                                .map(whole -> candidate(
                                        arguments,
                                        whole,
                                        whole,
                                        (start, count, row) -> start + count * stepOr(row, 1)));
                    if (type == Atomic.DATE) return ofDates(arguments, step);
                    if (type == Atomic.TIMESTAMP || type == Atomic.TIMESTAMP_NTZ) return ofTimes(arguments, type, step);
                    return Optional.empty();
                });
    }

    private static Optional<Candidate> ofDates(List<Argument> arguments, DataType step) {
        if (step == Atomic.CALENDAR_INTERVAL) {
            return Optional.of(candidate(arguments, Atomic.DATE, step, (start, count, row) -> {
                CalendarInterval one = row.intervalAt(2);
                if (one.months() == 0 && one.days() == 0) throw illegal(start, whole(row, 1), one.microseconds());
                long time = calendarStep(start * Times.MICROS_PER_DAY, one, count, ZoneOffset.UTC);
                return Math.floorDiv(time, Times.MICROS_PER_DAY);
            }));
        }
        if (step instanceof DataType.YearMonthInterval) {
            return Optional.of(candidate(
                    arguments,
                    Atomic.DATE,
                    step,
                    (start, count, row) -> Calendars.addMonths((int) start, Math.toIntExact(count * row.intAt(2)))));
        }
        if (step != Atomic.NULL && !(step instanceof DataType.DayTimeInterval)) return Optional.empty();
        DataType days = step == Atomic.NULL ? new DataType.DayTimeInterval(0, 0) : step;
        return Optional.of(candidate(arguments, Atomic.DATE, days, (start, count, row) -> {
            long micros = stepOr(row, Times.MICROS_PER_DAY);
            if (micros % Times.MICROS_PER_DAY != 0) throw illegal(start, whole(row, 1), micros);
            return start + count * (micros / Times.MICROS_PER_DAY);
        }));
    }

    private static Optional<Candidate> ofTimes(List<Argument> arguments, DataType type, DataType step) {
        boolean zoned = type == Atomic.TIMESTAMP;
        if (step == Atomic.CALENDAR_INTERVAL) {
            return Optional.of(candidate(
                    arguments,
                    type,
                    step,
                    (start, count, row) -> calendarStep(
                            start,
                            row.intervalAt(2),
                            count,
                            zoned ? row.context().zone() : ZoneOffset.UTC)));
        }
        if (step instanceof DataType.YearMonthInterval) {
            return Optional.of(candidate(arguments, type, step, (start, count, row) -> {
                int months = Math.toIntExact(count * row.intAt(2));
                return zoned
                        ? Calendars.plusMonths(start, months, row.context().zone())
                        : Calendars.plusMonths(start, months);
            }));
        }
        if (step != Atomic.NULL && !(step instanceof DataType.DayTimeInterval)) return Optional.empty();
        DataType time = step == Atomic.NULL ? new DataType.DayTimeInterval(0, 0) : step;
        return Optional.of(candidate(
                arguments, type, time, (start, count, row) -> start + count * stepOr(row, Times.MICROS_PER_DAY)));
    }

    private static long calendarStep(long start, CalendarInterval step, long count, ZoneId zone) {
        return Calendars.plus(start, CalendarIntervals.scaled(step, Math.toIntExact(count)), zone);
    }

    private static Candidate candidate(List<Argument> arguments, DataType type, DataType step, Steps steps) {
        var array = new DataType.Array(type, false);
        List<DataType> parameters = arguments.size() == 2 ? List.of(type, type) : List.of(type, type, step);
        return new Candidate(parameters, array, 0, Kernels.rowsTo(array, VectorBuilder.Lists.class, (row, out) -> {
            compute(row, out.elements(), steps);
            out.endRow();
        }));
    }

    private static void compute(Row row, VectorBuilder out, Steps steps) {
        long start = whole(row, 0);
        long stop = whole(row, 1);
        long step = stepOr(row, 1);
        if (start == stop) {
            append(out, start);
            return;
        }
        if (step == 0 || step > 0 != stop > start) throw illegal(start, stop, step);
        long value = start;
        long least = Math.min(start, stop);
        long greatest = Math.max(start, stop);
        for (long count = 1; value >= least && value <= greatest; count++) {
            if (count > LONGEST) throw tooLong();
            append(out, value);
            value = steps.from(start, count, row);
        }
    }

    /// The step, or one towards the stop.
    private static long stepOr(Row row, long one) {
        if (row.argumentCount() == 3) return whole(row, 2);
        return whole(row, 0) <= whole(row, 1) ? one : -one;
    }

    private static long whole(Row row, int argument) {
        if (row.vector(argument) instanceof BytesVector) return estimate(row.intervalAt(argument));
        return row.vector(argument) instanceof LongVector ? row.longAt(argument) : row.intAt(argument);
    }

    /// About how long a calendar interval is, of which only the sign counts. A month has 28 days here, as in Spark.
    private static long estimate(CalendarInterval interval) {
        long days = interval.months() * 28L + interval.days();
        return Math.addExact(Math.multiplyExact(days, Times.MICROS_PER_DAY), interval.microseconds());
    }

    private static void append(VectorBuilder out, long value) {
        if (out instanceof VectorBuilder.Longs longs) {
            longs.append(value);
        } else {
            ((VectorBuilder.Ints) out).append((int) value);
        }
    }

    private static SluiceException illegal(long start, long stop, long step) {
        return ErrorCondition.ILLEGAL_SEQUENCE_BOUNDARIES
                .error()
                .with("start", start)
                .with("stop", stop)
                .with("step", step)
                .build();
    }

    private static SluiceException tooLong() {
        return ErrorCondition.COLLECTION_SIZE_LIMIT_EXCEEDED_PARAMETER
                .error()
                .with("numberOfElements", "more than " + LONGEST)
                .with("maxRoundedArrayLength", LONGEST)
                .with("parameter", "`count`")
                .with("functionName", "`sequence`")
                .build();
    }
}
