package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Times;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The fields of intervals, for EXTRACT alone: `year(…)` and its like take no intervals. The longest field is whole,
/// the
/// others count within the next longer unit; all have the interval's sign.
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
                    case "day" -> bound(type, Atomic.INT, within(Times.MICROS_PER_DAY, Integer.MAX_VALUE));
                    case "hour" -> bound(type, Atomic.BYTE, within(Times.MICROS_PER_HOUR, 24));
                    case "minute" -> bound(type, Atomic.BYTE, within(Times.MICROS_PER_MINUTE, 60));
                    default -> bound(type, SECONDS, seconds());
                });
    }

    private static BoundFunction bound(DataType type, DataType result, Kernel kernel) {
        return new BoundFunction("extract", List.of(type), result, Nullability.STRICT, true, kernel);
    }

    private static Kernel within(long unit, int longer) {
        return Kernels.longToInt(micros -> (int) (micros / unit % longer));
    }

    private static Kernel seconds() {
        return Kernels.rowsTo(
                SECONDS,
                VectorBuilder.Decimals.class,
                (row, out) -> out.append(BigDecimal.valueOf(row.longAt(0) % Times.MICROS_PER_MINUTE, 6)));
    }
}
