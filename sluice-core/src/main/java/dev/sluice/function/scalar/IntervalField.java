package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.Times;
import dev.sluice.type.CalendarInterval;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/// The fields of intervals, for EXTRACT alone: `year(…)` and its like take no intervals. The longest field is whole,
/// the others count within the next longer unit; all have the interval's sign.
public final class IntervalField {

    private static final DataType SECONDS = new DataType.Decimal(8, 6);

    private IntervalField() {}

    /// @param field in lower case: `year`, `second`
    /// @return nothing if the units of the type do not reach so far
    public static Optional<BoundFunction> of(String field, DataType.Interval type) {
        int unit = type.units().indexOf(field.toUpperCase(Locale.ROOT));
        if (unit < type.from() || unit > type.to()) return Optional.empty();
        return Optional.of(
                switch (field) {
                    case "year" -> bound(type, Atomic.INT, Kernels.intToInt(months -> months / 12));
                    case "month" -> bound(type, Atomic.BYTE, Kernels.intToInt(months -> months % 12));
                    case "day" -> bound(type, Atomic.INT, lengths(Times.MICROS_PER_DAY, Integer.MAX_VALUE));
                    case "hour" -> bound(type, Atomic.BYTE, lengths(Times.MICROS_PER_HOUR, 24));
                    case "minute" -> bound(type, Atomic.BYTE, lengths(Times.MICROS_PER_MINUTE, 60));
                    default -> bound(type, SECONDS, seconds(row -> row.longAt(0)));
                });
    }

    /// Of a calendar interval, all fields there are.
    ///
    /// @param field likewise
    public static Optional<BoundFunction> ofCalendar(String field) {
        DataType type = Atomic.CALENDAR_INTERVAL;
        return Optional.ofNullable(
                switch (field) {
                    case "year" -> bound(type, Atomic.INT, calendar(value -> value.months() / 12));
                    case "month" -> bound(type, Atomic.BYTE, calendar(value -> value.months() % 12));
                    case "day" -> bound(type, Atomic.INT, calendar(IntervalField::allDays));
                    case "hour" -> bound(type, Atomic.BYTE, calendar(within(Times.MICROS_PER_HOUR, 24)));
                    case "minute" -> bound(type, Atomic.BYTE, calendar(within(Times.MICROS_PER_MINUTE, 60)));
                    case "second" ->
                        bound(type, SECONDS, seconds(row -> row.intervalAt(0).microseconds()));
                    default -> null;
                });
    }

    /// With those that the hours make.
    private static int allDays(CalendarInterval value) {
        return (int) (value.days() + value.microseconds() / Times.MICROS_PER_DAY);
    }

    private static Kernel calendar(ToIntFunction<CalendarInterval> function) {
        return Kernels.rowsToInt((row, out) -> out.append(function.applyAsInt(row.intervalAt(0))));
    }

    private static ToIntFunction<CalendarInterval> within(long unit, long longer) {
        return value -> (int) (value.microseconds() / unit % longer);
    }

    private static BoundFunction bound(DataType type, DataType result, Kernel kernel) {
        return new BoundFunction("extract", List.of(type), result, Nullability.STRICT, true, kernel);
    }

    private static Kernel lengths(long unit, int longer) {
        return Kernels.longToInt(micros -> (int) (micros / unit % longer));
    }

    private static Kernel seconds(ToLongFunction<Row> micros) {
        return Kernels.rowsTo(
                SECONDS,
                VectorBuilder.Decimals.class,
                (row, out) -> out.append(BigDecimal.valueOf(micros.applyAsLong(row) % Times.MICROS_PER_MINUTE, 6)));
    }
}
