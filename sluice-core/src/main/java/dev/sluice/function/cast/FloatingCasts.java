package dev.sluice.function.cast;

import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.util.Optional;

/// To FLOAT and DOUBLE, rounded to the nearest number there is.
final class FloatingCasts {

    private static final double MICROS_PER_SECOND = 1_000_000;

    private FloatingCasts() {}

    static Optional<Kernel> to(Conversion conversion) {
        boolean single = conversion.to() == Atomic.FLOAT;
        return Optional.ofNullable(
                switch (conversion.from()) {
                    case Atomic from ->
                        switch (from) {
                            case BOOLEAN ->
                                single
                                        ? floats(row -> row.booleanAt(0) ? 1 : 0)
                                        : doubles(row -> row.booleanAt(0) ? 1 : 0);
                            case BYTE, SHORT, INT ->
                                single ? floats(row -> row.intAt(0)) : doubles(row -> row.intAt(0));
                            case LONG -> single ? floats(row -> row.longAt(0)) : Kernels.longToDouble(value -> value);
                            case FLOAT -> doubles(row -> row.floatAt(0));
                            case DOUBLE -> floats(row -> (float) row.doubleAt(0));
                            case STRING -> single ? floatsOfText(conversion) : doublesOfText(conversion);
                            case TIMESTAMP ->
                                single
                                        ? floats(row -> (float) (row.longAt(0) / MICROS_PER_SECOND))
                                        : doubles(row -> row.longAt(0) / MICROS_PER_SECOND);
                            case BINARY, DATE, TIMESTAMP_NTZ, CALENDAR_INTERVAL, NULL -> null;
                        };
                    case DataType.Decimal _ ->
                        single
                                ? floats(row -> row.decimalAt(0).floatValue())
                                : doubles(row -> row.decimalAt(0).doubleValue());
                    case DataType.Interval _, DataType.Array _, DataType.Map _, DataType.Struct _ -> null;
                });
    }

    private interface ToFloat {
        float value(Row row);
    }

    private interface ToDouble {
        double value(Row row);
    }

    private static Kernel floats(ToFloat function) {
        return Kernels.rowsTo(Atomic.FLOAT, VectorBuilder.Floats.class, (row, out) -> out.append(function.value(row)));
    }

    private static Kernel doubles(ToDouble function) {
        return Kernels.rowsToDouble((row, out) -> out.append(function.value(row)));
    }

    private static Kernel floatsOfText(Conversion conversion) {
        return Kernels.rowsTo(Atomic.FLOAT, VectorBuilder.Floats.class, (row, out) -> {
            Float value = NumberText.single(row.textAt(0));
            if (value == null) {
                conversion.malformed(row, out);
            } else {
                out.append(value);
            }
        });
    }

    private static Kernel doublesOfText(Conversion conversion) {
        return Kernels.rowsToDouble((row, out) -> {
            Double value = NumberText.floating(row.textAt(0));
            if (value == null) {
                conversion.malformed(row, out);
            } else {
                out.append(value);
            }
        });
    }
}
