package dev.sluice.function.cast;

import dev.sluice.format.IntervalParser;
import dev.sluice.format.TimeText;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.Times;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.VectorBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/// To TINYINT, SMALLINT, INT and BIGINT: fractions are cut off, what does not fit is an error.
final class IntegralCasts {

    private IntegralCasts() {}

    static Optional<Kernel> to(Conversion conversion) {
        return Optional.ofNullable(
                switch (conversion.from()) {
                    case Atomic from ->
                        switch (from) {
                            case BOOLEAN ->
                                rows(conversion, (row, out) -> append(row.booleanAt(0) ? 1 : 0, conversion, out));
                            case BYTE, SHORT, INT -> ofInts(conversion, from);
                            case LONG -> ofLongs(conversion);
                            case FLOAT -> rows(conversion, (row, out) -> append(row.floatAt(0), conversion, out));
                            case DOUBLE -> rows(conversion, (row, out) -> append(row.doubleAt(0), conversion, out));
                            case STRING -> rows(conversion, (row, out) -> appendText(row, conversion, out));
                            case TIMESTAMP -> rows(conversion, (row, out) -> appendSeconds(row, conversion, out));
                            case BINARY, DATE, TIMESTAMP_NTZ, CALENDAR_INTERVAL, NULL -> null;
                        };
                    case DataType.Decimal _ ->
                        rows(conversion, (row, out) -> append(row.decimalAt(0), conversion, out));
                    case DataType.YearMonthInterval interval -> {
                        int unit = IntervalParser.monthsPer(interval.to());
                        yield rows(conversion, (row, out) -> append(row.intAt(0) / unit, conversion, out));
                    }
                    case DataType.DayTimeInterval interval -> {
                        long unit = IntervalParser.microsPer(interval.to());
                        yield rows(conversion, (row, out) -> append(row.longAt(0) / unit, conversion, out));
                    }
                    case DataType.Array _, DataType.Map _, DataType.Struct _ -> null;
                });
    }

    private static Kernel ofInts(Conversion conversion, Atomic from) {
        if (conversion.to() == Atomic.LONG) return Kernels.intToLong(value -> value);
        if (least(from) >= least(conversion.to())) return (arguments, _, _, _) -> arguments[0];
        return rows(conversion, (row, out) -> append(row.intAt(0), conversion, out));
    }

    private static Kernel ofLongs(Conversion conversion) {
        return rows(conversion, (row, out) -> append(row.longAt(0), conversion, out));
    }

    private interface Appending {
        void compute(Row row, VectorBuilder out);
    }

    private static Kernel rows(Conversion conversion, Appending kernel) {
        return Kernels.rowsTo(conversion.to(), VectorBuilder.class, kernel::compute);
    }

    private static void append(long value, Conversion conversion, VectorBuilder out) {
        DataType to = conversion.to();
        if (value < least(to) || value > greatest(to)) {
            conversion.tooMuch(value, out);
        } else {
            appendFitting(value, out);
        }
    }

    private static void appendSeconds(Row row, Conversion conversion, VectorBuilder out) {
        long seconds = Math.floorDiv(row.longAt(0), Times.MICROS_PER_SECOND);
        if (seconds >= least(conversion.to()) && seconds <= greatest(conversion.to())) {
            appendFitting(seconds, out);
        } else {
            var literal = new StringBuilder("TIMESTAMP '");
            TimeText.appendTimestamp(literal, row.longAt(0), row.context().zone());
            conversion.tooMuch(literal.append('\'').toString(), out);
        }
    }

    private static void append(double value, Conversion conversion, VectorBuilder out) {
        DataType to = conversion.to();
        if (Math.floor(value) <= greatest(to) && Math.ceil(value) >= least(to)) {
            appendFitting((long) value, out);
        } else {
            conversion.tooMuch(value, out);
        }
    }

    private static void append(BigDecimal value, Conversion conversion, VectorBuilder out) {
        BigDecimal whole = value.setScale(0, RoundingMode.DOWN);
        DataType to = conversion.to();
        if (whole.compareTo(BigDecimal.valueOf(least(to))) < 0
                || whole.compareTo(BigDecimal.valueOf(greatest(to))) > 0) {
            conversion.tooMuch(value, out);
        } else {
            appendFitting(whole.longValue(), out);
        }
    }

    private static void appendText(Row row, Conversion conversion, VectorBuilder out) {
        BytesVector text = row.bytes(0);
        int position = row.position(0);
        DataType to = conversion.to();
        long[] found = new long[1];
        if (NumberText.whole(
                text.bytes(), text.offsets()[position], text.lengths()[position], least(to), greatest(to), found)) {
            appendFitting(found[0], out);
        } else {
            conversion.malformed(row, out);
        }
    }

    private static void appendFitting(long value, VectorBuilder out) {
        if (out instanceof VectorBuilder.Ints ints) {
            ints.append((int) value);
        } else {
            ((VectorBuilder.Longs) out).append(value);
        }
    }

    static long least(DataType type) {
        if (type == Atomic.BYTE) return Byte.MIN_VALUE;
        if (type == Atomic.SHORT) return Short.MIN_VALUE;
        return type == Atomic.INT ? Integer.MIN_VALUE : Long.MIN_VALUE;
    }

    static long greatest(DataType type) {
        return ~least(type);
    }
}
