package dev.sluice.orc;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.BooleanVector;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.DecimalVector;
import dev.sluice.vector.DoubleVector;
import dev.sluice.vector.Flat;
import dev.sluice.vector.FloatVector;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.MapVector;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import java.util.Arrays;
import java.util.Objects;
import org.apache.hadoop.hive.common.type.HiveDecimal;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DecimalColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DoubleColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ListColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.MapColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.StructColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.TimestampColumnVector;

/// Puts a value of a vector into a column of the library's. For one writer, in one thread.
@FunctionalInterface
interface OrcEncoding {

    /// @param from flat, not null at `row`
    void set(Vector from, int row, ColumnVector to, int at);

    static void put(OrcEncoding encoding, Vector from, int row, ColumnVector to, int at) {
        if (from.isNull(row)) {
            to.noNulls = false;
            to.isNull[at] = true;
        } else {
            to.isNull[at] = false;
            encoding.set(from, row, to, at);
        }
    }

    static OrcEncoding of(DataType type) {
        return switch (type) {
            case Atomic atomic -> atomic(atomic);
            case DataType.YearMonthInterval _ -> OrcEncoding::ints;
            case DataType.DayTimeInterval _ -> OrcEncoding::longs;
            case DataType.Decimal _ ->
                (from, row, to, at) -> ((DecimalColumnVector) to)
                        .set(at, HiveDecimal.create(Objects.requireNonNull(((DecimalVector) from).values()[row])));
            case DataType.Array array -> {
                OrcEncoding element = of(array.element());
                var flat = new Flat();
                yield (from, row, to, at) -> {
                    var list = (ArrayVector) from;
                    var out = (ListColumnVector) to;
                    int count = list.lengths()[row];
                    int begin = out.childCount;
                    out.offsets[at] = begin;
                    out.lengths[at] = count;
                    out.childCount += count;
                    out.child.ensureSize(out.childCount, true);
                    Vector elements = flat.of(list.elements());
                    for (int i = 0; i < count; i++) {
                        put(element, elements, list.offsets()[row] + i, out.child, begin + i);
                    }
                };
            }
            case DataType.Map map -> {
                OrcEncoding key = of(map.key());
                OrcEncoding value = of(map.value());
                var flatKeys = new Flat();
                var flatValues = new Flat();
                yield (from, row, to, at) -> {
                    var entries = (MapVector) from;
                    var out = (MapColumnVector) to;
                    int count = entries.lengths()[row];
                    int begin = out.childCount;
                    out.offsets[at] = begin;
                    out.lengths[at] = count;
                    out.childCount += count;
                    out.keys.ensureSize(out.childCount, true);
                    out.values.ensureSize(out.childCount, true);
                    Vector keys = flatKeys.of(entries.keys());
                    Vector values = flatValues.of(entries.values());
                    for (int i = 0; i < count; i++) {
                        int entry = entries.offsets()[row] + i;
                        put(key, keys, entry, out.keys, begin + i);
                        put(value, values, entry, out.values, begin + i);
                    }
                };
            }
            case DataType.Struct struct -> {
                OrcEncoding[] fields =
                        struct.fields().stream().map(field -> of(field.type())).toArray(OrcEncoding[]::new);
                var flat = new Flat[fields.length];
                Arrays.setAll(flat, _ -> new Flat());
                yield (from, row, to, at) -> {
                    Vector[] vectors = ((StructVector) from).fields();
                    ColumnVector[] out = ((StructColumnVector) to).fields;
                    for (int i = 0; i < fields.length; i++) {
                        put(fields[i], flat[i].of(vectors[i]), row, out[i], at);
                    }
                };
            }
        };
    }

    private static OrcEncoding atomic(Atomic type) {
        return switch (type) {
            case BOOLEAN ->
                (from, row, to, at) ->
                        ((LongColumnVector) to).vector[at] = ((BooleanVector) from).values()[row] ? 1 : 0;
            case BYTE, SHORT, INT, DATE -> OrcEncoding::ints;
            case LONG, TIMESTAMP_NTZ -> OrcEncoding::longs;
            case FLOAT ->
                (from, row, to, at) -> ((DoubleColumnVector) to).vector[at] = ((FloatVector) from).values()[row];
            case DOUBLE ->
                (from, row, to, at) -> ((DoubleColumnVector) to).vector[at] = ((DoubleVector) from).values()[row];
            case STRING, BINARY ->
                (from, row, to, at) -> {
                    var bytes = (BytesVector) from;
                    ((BytesColumnVector) to).setVal(at, bytes.bytes(), bytes.offsets()[row], bytes.lengths()[row]);
                };
            case TIMESTAMP ->
                (from, row, to, at) -> {
                    long micros = ((LongVector) from).values()[row];
                    var times = (TimestampColumnVector) to;
                    times.time[at] = Math.floorDiv(micros, 1_000);
                    times.nanos[at] = Math.floorMod(micros, 1_000_000) * 1_000;
                };
            case CALENDAR_INTERVAL, NULL -> throw new IllegalArgumentException("not written: " + type.sql());
        };
    }

    private static void ints(Vector from, int row, ColumnVector to, int at) {
        ((LongColumnVector) to).vector[at] = ((IntVector) from).values()[row];
    }

    private static void longs(Vector from, int row, ColumnVector to, int at) {
        ((LongColumnVector) to).vector[at] = ((LongVector) from).values()[row];
    }
}
