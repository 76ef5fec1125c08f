package dev.sluice.function.cast;

import dev.sluice.error.ErrorCondition;
import dev.sluice.format.IntervalParser;
import dev.sluice.format.IntervalWords;
import dev.sluice.format.MalformedInterval;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/// To the interval types. A number counts the smallest unit of the type; units below it are cut off.
final class IntervalCasts {

    private static final int SECOND = 3;

    private IntervalCasts() {}

    static Optional<Kernel> toYearMonth(Conversion conversion, DataType.YearMonthInterval to) {
        int unit = IntervalParser.monthsPer(to.to());
        return switch (conversion.from()) {
            case Atomic.STRING ->
                Optional.of(ints(to, (row, out) -> {
                    Optional<Integer> months = IntervalParser.months(row.textAt(0), to);
                    if (months.isPresent()) {
                        out.append(months.get());
                    } else {
                        unmatched(row, conversion, "year-month", IntervalParser.forms(to), out);
                    }
                }));
            case Atomic.BYTE, Atomic.SHORT, Atomic.INT ->
                Optional.of(ints(to, (row, out) -> append(row.intAt(0), unit, conversion, out)));
            case Atomic.LONG -> Optional.of(ints(to, (row, out) -> append(row.longAt(0), unit, conversion, out)));
            case DataType.Decimal _ ->
                Optional.of(ints(to, (row, out) -> {
                    BigDecimal whole =
                            row.decimalAt(0).multiply(BigDecimal.valueOf(unit)).setScale(0, RoundingMode.HALF_UP);
                    if (whole.unscaledValue().bitLength() < Integer.SIZE) {
                        out.append(whole.intValue());
                    } else {
                        conversion.tooMuch(row.decimalAt(0), out);
                    }
                }));
            case DataType.YearMonthInterval _ ->
                Optional.of(ints(to, (row, out) -> {
                    int months = row.intAt(0);
                    out.append(months - months % unit);
                }));
            case Atomic _, DataType.DayTimeInterval _ -> Optional.empty();
            case DataType.Array _, DataType.Map _, DataType.Struct _ -> Optional.empty();
        };
    }

    static Optional<Kernel> toDayTime(Conversion conversion, DataType.DayTimeInterval to) {
        long unit = IntervalParser.microsPer(to.to());
        return switch (conversion.from()) {
            case Atomic.STRING ->
                Optional.of(Kernels.rowsToLong((row, out) -> {
                    Optional<Long> micros = IntervalParser.micros(row.textAt(0), to);
                    if (micros.isPresent()) {
                        out.append(micros.get());
                    } else {
                        unmatched(row, conversion, "day-time", IntervalParser.forms(to), out);
                    }
                }));
            case Atomic.BYTE, Atomic.SHORT, Atomic.INT -> Optional.of(Kernels.intToLong(value -> value * unit));
            case Atomic.LONG ->
                Optional.of(Kernels.rowsToLong((row, out) -> {
                    long value = row.longAt(0);
                    if (Math.multiplyHigh(value, unit) == value * unit >> 63) {
                        out.append(value * unit);
                    } else {
                        conversion.tooMuch(value, out);
                    }
                }));
            case DataType.Decimal _ ->
                Optional.of(Kernels.rowsToLong((row, out) -> {
                    BigDecimal micros =
                            row.decimalAt(0).multiply(BigDecimal.valueOf(unit)).setScale(0, RoundingMode.HALF_UP);
                    if (micros.unscaledValue().bitLength() < Long.SIZE) {
                        out.append(micros.longValue());
                    } else {
                        conversion.tooMuch(row.decimalAt(0), out);
                    }
                }));
            // A fraction of a second is kept.
            case DataType.DayTimeInterval _ ->
                Optional.of(
                        to.to() == SECOND
                                ? (arguments, _, _, _) -> arguments[0]
                                : Kernels.longToLong(value -> value - value % unit));
            case Atomic _, DataType.YearMonthInterval _ -> Optional.empty();
            case DataType.Array _, DataType.Map _, DataType.Struct _ -> Optional.empty();
        };
    }

    /// Of words: `1 month 2 days`. What are no such words gives null, in Spark too, whatever kind of cast it is.
    static Optional<Kernel> toCalendar(Conversion conversion) {
        if (conversion.from() != Atomic.STRING) return Optional.empty();
        return Optional.of(Kernels.rowsTo(Atomic.CALENDAR_INTERVAL, VectorBuilder.Bytes.class, (row, out) -> {
            try {
                out.appendValue(IntervalWords.parse(row.textAt(0)).value());
            } catch (MalformedInterval _) {
                out.appendNull();
            }
        }));
    }

    private interface ToMonths {
        void compute(Row row, VectorBuilder.Ints out);
    }

    private static Kernel ints(DataType to, ToMonths kernel) {
        return Kernels.rowsTo(to, VectorBuilder.Ints.class, kernel::compute);
    }

    private static void append(long count, int unit, Conversion conversion, VectorBuilder.Ints out) {
        if (Math.abs(count) <= Integer.MAX_VALUE / unit || count == Integer.MIN_VALUE && unit == 1) {
            out.append((int) count * unit);
        } else {
            conversion.tooMuch(count, out);
        }
    }

    private static void unmatched(Row row, Conversion conversion, String kind, String forms, VectorBuilder out) {
        if (!conversion.isTry()) {
            ErrorCondition condition = conversion.to() instanceof DataType.YearMonthInterval
                    ? ErrorCondition.INTERVAL_UNMATCHED_FORMAT
                    : ErrorCondition.INTERVAL_UNMATCHED_FORMAT_WITH_NOTICE;
            throw condition
                    .error()
                    .with("input", row.textAt(0))
                    .with("intervalStr", kind)
                    .with("supportedFormat", forms)
                    .with("typeName", conversion.to().simpleString())
                    .build();
        }
        out.appendNull();
    }
}
