package dev.sluice.function.cast;

import dev.sluice.error.ErrorCondition;
import dev.sluice.format.IntervalParser;
import dev.sluice.function.Decimals;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ValueErrors;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// To DECIMAL: rounded half up to the scale; more digits than the precision are an error.
final class DecimalCasts {

    private DecimalCasts() {}

    static Optional<Kernel> to(Conversion conversion, DataType.Decimal to) {
        return Optional.ofNullable(
                switch (conversion.from()) {
                    case Atomic from ->
                        switch (from) {
                            case BOOLEAN ->
                                rows(conversion, to, row -> row.booleanAt(0) ? BigDecimal.ONE : BigDecimal.ZERO);
                            case BYTE, SHORT, INT -> rows(conversion, to, row -> BigDecimal.valueOf(row.intAt(0)));
                            case LONG -> rows(conversion, to, row -> BigDecimal.valueOf(row.longAt(0)));
                            case FLOAT -> rows(conversion, to, row -> ofDouble(row.floatAt(0)));
                            case DOUBLE -> rows(conversion, to, row -> ofDouble(row.doubleAt(0)));
                            case STRING -> ofText(conversion, to);
                            case TIMESTAMP -> rows(conversion, to, row -> BigDecimal.valueOf(row.longAt(0), 6));
                            case BINARY, DATE, TIMESTAMP_NTZ, CALENDAR_INTERVAL, NULL -> null;
                        };
                    case DataType.Decimal _ -> rows(conversion, to, row -> row.decimalAt(0));
                    case DataType.YearMonthInterval interval -> {
                        BigDecimal unit = BigDecimal.valueOf(IntervalParser.monthsPer(interval.to()));
                        yield rows(
                                conversion,
                                to,
                                row -> BigDecimal.valueOf(row.intAt(0))
                                        .divide(unit, DataType.Decimal.MAX_PRECISION, java.math.RoundingMode.HALF_UP));
                    }
                    case DataType.DayTimeInterval interval -> {
                        BigDecimal unit = BigDecimal.valueOf(IntervalParser.microsPer(interval.to()));
                        yield rows(
                                conversion,
                                to,
                                row -> BigDecimal.valueOf(row.longAt(0))
                                        .divide(unit, DataType.Decimal.MAX_PRECISION, java.math.RoundingMode.HALF_UP));
                    }
                    case DataType.Array _, DataType.Map _, DataType.Struct _ -> null;
                });
    }

    private interface ToDecimal {
        @Nullable
        BigDecimal value(Row row);
    }

    private static Kernel rows(Conversion conversion, DataType.Decimal to, ToDecimal function) {
        return Kernels.rowsTo(to, VectorBuilder.Decimals.class, (row, out) -> {
            BigDecimal value = function.value(row);
            if (value == null) {
                out.appendNull();
            } else {
                append(value, conversion, to, out);
            }
        });
    }

    private static Kernel ofText(Conversion conversion, DataType.Decimal to) {
        return Kernels.rowsTo(to, VectorBuilder.Decimals.class, (row, out) -> {
            String text = row.textAt(0);
            BigDecimal value = NumberText.exact(text);
            if (value == null) {
                conversion.malformed(row, out);
            } else if (!isHuge(value)) {
                append(value, conversion, to, out);
            } else if (conversion.isTry()) {
                out.appendNull();
            } else {
                throw ErrorCondition.NUMERIC_OUT_OF_SUPPORTED_RANGE
                        .error()
                        .with("value", text)
                        .build();
            }
        });
    }

    private static void append(
            BigDecimal value, Conversion conversion, DataType.Decimal to, VectorBuilder.Decimals out) {
        BigDecimal fitted = Decimals.fit(value, to);
        if (fitted != null) {
            out.append(fitted);
        } else if (conversion.isTry()) {
            out.appendNull();
        } else {
            throw ValueErrors.outOfRange(value, to);
        }
    }

    /// Whether no decimal has as many digits before the point; laying out 1e1000000 would take the memory.
    private static boolean isHuge(BigDecimal value) {
        return (long) value.precision() - value.scale() > DataType.Decimal.MAX_PRECISION;
    }

    /// The shortest decimal that reads back as the number; NaN and the infinities have none.
    private static @Nullable BigDecimal ofDouble(double value) {
        return Double.isFinite(value) ? new BigDecimal(Double.toString(value)) : null;
    }
}
