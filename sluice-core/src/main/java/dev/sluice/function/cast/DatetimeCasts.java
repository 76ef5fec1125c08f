package dev.sluice.function.cast;

import dev.sluice.format.TimeParser;
import dev.sluice.function.CallContext;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Times;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.VectorBuilder;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// To DATE, TIMESTAMP and TIMESTAMP_NTZ; what is local is taken to be in the session's time zone.
final class DatetimeCasts {

    private static final double MICROS_PER_SECOND = 1_000_000;

    private DatetimeCasts() {}

    static Optional<Kernel> toDate(Conversion conversion) {
        return Optional.ofNullable(
                switch (conversion.from()) {
                    case Atomic.STRING ->
                        Kernels.rowsTo(Atomic.DATE, VectorBuilder.Ints.class, (row, out) -> {
                            BytesVector text = row.bytes(0);
                            int start = text.offsets()[row.position(0)];
                            long day = TimeParser.date(text.bytes(), start, start + text.lengths()[row.position(0)]);
                            if (day == TimeParser.NONE) {
                                conversion.malformed(row, out);
                            } else {
                                out.append((int) day);
                            }
                        });
                    case Atomic.TIMESTAMP ->
                        Kernels.rowsTo(
                                Atomic.DATE,
                                VectorBuilder.Ints.class,
                                (row, out) -> out.append(Times.dayOf(Times.toLocal(
                                        row.longAt(0), row.context().zone()))));
                    case Atomic.TIMESTAMP_NTZ -> Kernels.longToInt(Times::dayOf);
                    case Atomic _, DataType.Decimal _, DataType.Interval _ -> null;
                    case DataType.Array _, DataType.Map _, DataType.Struct _ -> null;
                });
    }

    static Optional<Kernel> toTimestamp(Conversion conversion) {
        return Optional.ofNullable(
                switch (conversion.from()) {
                    case Atomic from ->
                        switch (from) {
                            case STRING ->
                                ofText(
                                        conversion,
                                        (bytes, start, end, context) -> TimeParser.timestamp(
                                                bytes, start, end, context.zone(), context.timestampMicros()));
                            case BYTE, SHORT, INT -> Kernels.intToLong(TimeUnit.SECONDS::toMicros);
                            case LONG -> Kernels.longToLong(TimeUnit.SECONDS::toMicros);
                            case FLOAT ->
                                Kernels.rowsToLong((row, out) -> appendSeconds(row.floatAt(0), conversion, out));
                            case DOUBLE ->
                                Kernels.rowsToLong((row, out) -> appendSeconds(row.doubleAt(0), conversion, out));
                            case DATE ->
                                Kernels.rowsToLong((row, out) -> out.append(Times.toInstant(
                                        Times.midnight(row.intAt(0)),
                                        row.context().zone())));
                            case TIMESTAMP_NTZ ->
                                Kernels.rowsToLong((row, out) -> out.append(Times.toInstant(
                                        row.longAt(0), row.context().zone())));
                            case BOOLEAN, BINARY, TIMESTAMP, CALENDAR_INTERVAL, NULL -> null;
                        };
                    case DataType.Decimal _ ->
                        Kernels.rowsToLong((row, out) -> out.append(row.decimalAt(0)
                                .multiply(BigDecimal.valueOf(1_000_000))
                                .longValue()));
                    case DataType.Interval _, DataType.Array _, DataType.Map _, DataType.Struct _ -> null;
                });
    }

    static Optional<Kernel> toLocalTimestamp(Conversion conversion) {
        return Optional.ofNullable(
                switch (conversion.from()) {
                    case Atomic.STRING ->
                        ofText(conversion, (bytes, start, end, _) -> TimeParser.wallClock(bytes, start, end));
                    case Atomic.DATE -> Kernels.intToLong(Times::midnight);
                    case Atomic.TIMESTAMP ->
                        Kernels.rowsToLong((row, out) -> out.append(
                                Times.toLocal(row.longAt(0), row.context().zone())));
                    case Atomic _, DataType.Decimal _, DataType.Interval _ -> null;
                    case DataType.Array _, DataType.Map _, DataType.Struct _ -> null;
                });
    }

    private interface Parsing {
        long micros(byte[] bytes, int start, int end, CallContext context);
    }

    private static Kernel ofText(Conversion conversion, Parsing parsing) {
        return Kernels.rowsToLong((row, out) -> {
            BytesVector text = row.bytes(0);
            int start = text.offsets()[row.position(0)];
            int end = start + text.lengths()[row.position(0)];
            long micros = parsing.micros(text.bytes(), start, end, row.context());
            if (micros == TimeParser.NONE) {
                conversion.malformed(row, out);
            } else {
                out.append(micros);
            }
        });
    }

    private static void appendSeconds(double seconds, Conversion conversion, VectorBuilder.Longs out) {
        double micros = seconds * MICROS_PER_SECOND;
        if (!Double.isFinite(seconds)) {
            conversion.malformed(Double.toString(seconds), out);
        } else if (Math.abs(micros) >= 0x1p63) {
            conversion.tooMuch(seconds, out);
        } else {
            out.append((long) micros);
        }
    }
}
