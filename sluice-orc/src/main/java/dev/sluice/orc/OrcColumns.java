package dev.sluice.orc;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.BooleanVector;
import dev.sluice.vector.DecimalVector;
import dev.sluice.vector.DoubleVector;
import dev.sluice.vector.FloatVector;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.MapVector;
import dev.sluice.vector.NullVector;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DecimalColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DoubleColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ListColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.MapColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.StructColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.TimestampColumnVector;
import org.apache.orc.TypeDescription;
import org.jspecify.annotations.Nullable;

/// Makes vectors of the library's columns. Arrays that fit are taken over: a batch is not used again.
///
/// @param zone of the clock on the wall that a TIMESTAMP without zone was read from
record OrcColumns(ZoneId zone) {

    Vector vector(ColumnVector from, DataType type, TypeDescription inFile, int count) {
        from.flatten(false, null, count);
        boolean[] nulls = nulls(from, count);
        return switch (type) {
            case Atomic atomic -> atomic(from, atomic, inFile, nulls, count);
            case DataType.YearMonthInterval _ -> narrow((LongColumnVector) from, nulls, count);
            case DataType.DayTimeInterval _ -> new LongVector(((LongColumnVector) from).vector, nulls, count);
            case DataType.Decimal(_, int scale) -> {
                var decimals = (DecimalColumnVector) from;
                @Nullable BigDecimal[] values = new BigDecimal[count];
                for (int i = 0; i < count; i++) {
                    if (nulls != null && nulls[i]) continue;
                    values[i] = decimals.vector[i]
                            .getHiveDecimal()
                            .bigDecimalValue()
                            .setScale(scale);
                }
                yield new DecimalVector(values, count);
            }
            case DataType.Array array -> {
                var list = (ListColumnVector) from;
                int[] offsets = ints(list.offsets, nulls, count);
                int[] lengths = ints(list.lengths, nulls, count);
                Vector elements =
                        vector(list.child, array.element(), inFile.getChildren().get(0), end(offsets, lengths));
                yield new ArrayVector(offsets, lengths, elements, nulls, count);
            }
            case DataType.Map map -> {
                var entries = (MapColumnVector) from;
                int[] offsets = ints(entries.offsets, nulls, count);
                int[] lengths = ints(entries.lengths, nulls, count);
                int end = end(offsets, lengths);
                Vector keys =
                        vector(entries.keys, map.key(), inFile.getChildren().get(0), end);
                Vector values =
                        vector(entries.values, map.value(), inFile.getChildren().get(1), end);
                yield new MapVector(offsets, lengths, keys, values, nulls, count);
            }
            case DataType.Struct struct -> {
                var fields = (StructColumnVector) from;
                Vector[] vectors = new Vector[struct.size()];
                for (int i = 0; i < vectors.length; i++) {
                    vectors[i] = vector(
                            fields.fields[i],
                            struct.field(i).type(),
                            inFile.getChildren().get(i),
                            count);
                }
                yield new StructVector(vectors, nulls, count);
            }
        };
    }

    private static Vector narrow(LongColumnVector from, boolean @Nullable [] nulls, int count) {
        int[] narrow = new int[count];
        for (int i = 0; i < count; i++) narrow[i] = (int) from.vector[i];
        return new IntVector(narrow, nulls, count);
    }

    private Vector atomic(
            ColumnVector from, Atomic type, TypeDescription inFile, boolean @Nullable [] nulls, int count) {
        return switch (type) {
            case BOOLEAN -> {
                long[] values = ((LongColumnVector) from).vector;
                boolean[] truths = new boolean[count];
                for (int i = 0; i < count; i++) truths[i] = values[i] != 0;
                yield new BooleanVector(truths, nulls, count);
            }
            case BYTE, SHORT, INT, DATE -> narrow((LongColumnVector) from, nulls, count);
            case LONG -> new LongVector(((LongColumnVector) from).vector, nulls, count);
            case FLOAT -> {
                double[] values = ((DoubleColumnVector) from).vector;
                float[] narrow = new float[count];
                for (int i = 0; i < count; i++) narrow[i] = (float) values[i];
                yield new FloatVector(narrow, nulls, count);
            }
            case DOUBLE -> new DoubleVector(((DoubleColumnVector) from).vector, nulls, count);
            case STRING, BINARY -> {
                var bytes = (BytesColumnVector) from;
                var builder = new VectorBuilder.Bytes(count);
                for (int i = 0; i < count; i++) {
                    // Within a struct that is null itself, there is nothing.
                    if ((nulls != null && nulls[i]) || bytes.vector[i] == null) {
                        builder.appendNull();
                    } else {
                        builder.append(bytes.vector[i], bytes.start[i], bytes.length[i]);
                    }
                }
                yield builder.build();
            }
            case TIMESTAMP, TIMESTAMP_NTZ -> {
                if (inFile.getCategory() == TypeDescription.Category.LONG) {
                    yield new LongVector(((LongColumnVector) from).vector, nulls, count);
                }
                boolean wall = type == Atomic.TIMESTAMP && inFile.getCategory() == TypeDescription.Category.TIMESTAMP;
                var times = (TimestampColumnVector) from;
                long[] micros = new long[count];
                for (int i = 0; i < count; i++) {
                    long value = Math.floorDiv(times.time[i], 1_000) * 1_000_000 + times.nanos[i] / 1_000;
                    micros[i] = wall ? instant(value) : value;
                }
                yield new LongVector(micros, nulls, count);
            }
            case CALENDAR_INTERVAL, NULL -> new NullVector(count);
        };
    }

    private long instant(long wallMicros) {
        if (zone.equals(ZoneOffset.UTC)) return wallMicros;
        long second = Math.floorDiv(wallMicros, 1_000_000);
        Instant at = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC)
                .atZone(zone)
                .toInstant();
        return at.getEpochSecond() * 1_000_000 + Math.floorMod(wallMicros, 1_000_000);
    }

    private static boolean @Nullable [] nulls(ColumnVector from, int count) {
        return from.noNulls ? null : Arrays.copyOf(from.isNull, count);
    }

    /// Where a row is null there may be anything.
    private static int[] ints(long[] values, boolean @Nullable [] nulls, int count) {
        int[] ints = new int[count];
        for (int i = 0; i < count; i++) ints[i] = nulls != null && nulls[i] ? 0 : Math.toIntExact(values[i]);
        return ints;
    }

    private static int end(int[] offsets, int[] lengths) {
        int end = 0;
        for (int i = 0; i < offsets.length; i++) end = Math.max(end, offsets[i] + lengths[i]);
        return end;
    }
}
