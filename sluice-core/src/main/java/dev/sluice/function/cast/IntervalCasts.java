package dev.sluice.function.cast;

import dev.sluice.error.ErrorCondition;
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

    private IntervalCasts() {}

    static Optional<Kernel> toYearMonth(Conversion conversion) {
        return switch (conversion.from()) {
            case Atomic.STRING ->
                Optional.of(ints((row, out) -> {
                    Optional<Integer> months = IntervalText.months(row.textAt(0));
                    if (months.isPresent()) {
                        out.append(months.get());
                    } else {
                        unmatched(
                                row,
                                conversion,
                                "year-month",
                                "`[+|-]y-m`, `INTERVAL [+|-]'[+|-]y-m' YEAR TO MONTH`",
                                out);
                    }
                }));
            case Atomic.BYTE, Atomic.SHORT, Atomic.INT -> Optional.of((arguments, _, _, _) -> arguments[0]);
            case Atomic.LONG ->
                Optional.of(ints((row, out) -> {
                    long value = row.longAt(0);
                    if (value == (int) value) {
                        out.append((int) value);
                    } else {
                        conversion.tooMuch(value, out);
                    }
                }));
            case DataType.Decimal _ ->
                Optional.of(ints((row, out) -> {
                    BigDecimal whole = row.decimalAt(0).setScale(0, RoundingMode.HALF_UP);
                    if (whole.unscaledValue().bitLength() < Integer.SIZE) {
                        out.append(whole.intValue());
                    } else {
                        conversion.tooMuch(row.decimalAt(0), out);
                    }
                }));
            case Atomic _, DataType.DayTimeInterval _ -> Optional.empty();
            case DataType.Array _, DataType.Map _, DataType.Struct _ -> Optional.empty();
        };
    }

    static Optional<Kernel> toDayTime(Conversion conversion, DataType.DayTimeInterval to) {
        long unit = IntervalText.microsPer(to.to());
        return switch (conversion.from()) {
            case Atomic.STRING ->
                Optional.of(Kernels.rowsToLong((row, out) -> {
                    Optional<Long> micros = IntervalText.micros(row.textAt(0), to);
                    if (micros.isPresent()) {
                        out.append(micros.get());
                    } else {
                        unmatched(row, conversion, "day-time", IntervalText.forms(to), out);
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
            case DataType.DayTimeInterval _ -> Optional.of(Kernels.longToLong(value -> value - value % unit));
            case Atomic _, DataType.Array _, DataType.Map _, DataType.Struct _ -> Optional.empty();
        };
    }

    private interface ToMonths {
        void compute(Row row, VectorBuilder.Ints out);
    }

    private static Kernel ints(ToMonths kernel) {
        return Kernels.rowsTo(Atomic.YEAR_MONTH_INTERVAL, VectorBuilder.Ints.class, kernel::compute);
    }

    private static void unmatched(Row row, Conversion conversion, String kind, String forms, VectorBuilder out) {
        if (!conversion.isTry()) {
            ErrorCondition condition = conversion.to() == Atomic.YEAR_MONTH_INTERVAL
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
