package dev.sluice.connect;

import com.google.protobuf.ByteString;
import dev.sluice.function.ValueErrors;
import dev.sluice.type.CalendarInterval;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.IntervalMonthDayNanoVector;
import org.apache.arrow.vector.IntervalYearVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/// Writes rows in Arrow's stream format, the way results travel in Spark Connect.
public final class ArrowWriter {

    private final BufferAllocator allocator;
    private final DataType.Struct rows;
    private final Schema schema;

    public ArrowWriter(BufferAllocator allocator, DataType.Struct rows, String zone) {
        this.allocator = allocator;
        this.rows = rows;
        schema = ArrowTypes.schema(rows, zone);
    }

    /// The rows of a chunk as a whole stream: a schema and a batch.
    public ByteString write(Chunk chunk) {
        var bytes = ByteString.newOutput();
        try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
                ArrowStreamWriter writer = new ArrowStreamWriter(root, null, bytes)) {
            for (int column = 0; column < rows.size(); column++) {
                FieldVector vector = root.getVector(column);
                DataType type = rows.field(column).type();
                for (int i = 0; i < chunk.rowCount(); i++) {
                    set(
                            vector,
                            i,
                            Values.get(chunk.column(column), chunk.selection().row(i), type),
                            type);
                }
            }
            root.setRowCount(chunk.rowCount());
            writer.start();
            writer.writeBatch();
            writer.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteString();
    }

    /// @param value in the form of [Values]
    private static void set(FieldVector vector, int row, @Nullable Object value, DataType type) {
        if (value == null) {
            vector.setNull(row);
            return;
        }
        switch (vector) {
            case BitVector v -> v.setSafe(row, (Boolean) value ? 1 : 0);
            case TinyIntVector v -> v.setSafe(row, (Integer) value);
            case SmallIntVector v -> v.setSafe(row, (Integer) value);
            case IntVector v -> v.setSafe(row, (Integer) value);
            case BigIntVector v -> v.setSafe(row, (Long) value);
            case Float4Vector v -> v.setSafe(row, (Float) value);
            case Float8Vector v -> v.setSafe(row, (Double) value);
            case DecimalVector v -> v.setSafe(row, (java.math.BigDecimal) value);
            case VarCharVector v -> v.setSafe(row, ((String) value).getBytes(StandardCharsets.UTF_8));
            case VarBinaryVector v -> v.setSafe(row, (byte[]) value);
            case DateDayVector v -> v.setSafe(row, (Integer) value);
            case TimeStampMicroTZVector v -> v.setSafe(row, (Long) value);
            case TimeStampMicroVector v -> v.setSafe(row, (Long) value);
            case IntervalYearVector v -> v.setSafe(row, (Integer) value);
            case DurationVector v -> v.setSafe(row, (Long) value);
            case IntervalMonthDayNanoVector v -> {
                var interval = (CalendarInterval) value;
                v.setSafe(row, interval.months(), interval.days(), nanos(interval));
            }
            case MapVector v -> setMap(v, row, (Map<?, ?>) value, (DataType.Map) type);
            case ListVector v -> setList(v, row, (List<?>) value, ((DataType.Array) type).element());
            case StructVector v -> setStruct(v, row, (List<?>) value, (DataType.Struct) type);
            default -> throw new IllegalStateException("no way to write " + type + " to " + vector.getClass());
        }
    }

    private static long nanos(CalendarInterval interval) {
        try {
            return Math.multiplyExact(interval.microseconds(), 1_000L);
        } catch (ArithmeticException e) {
            throw ValueErrors.overflow("long overflow");
        }
    }

    private static void setList(ListVector vector, int row, List<?> items, DataType element) {
        int start = vector.startNewValue(row);
        FieldVector inner = vector.getDataVector();
        for (int i = 0; i < items.size(); i++) set(inner, start + i, items.get(i), element);
        vector.endValue(row, items.size());
    }

    private static void setMap(MapVector vector, int row, Map<?, ?> map, DataType.Map type) {
        int at = vector.startNewValue(row);
        StructVector entries = (StructVector) vector.getDataVector();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            entries.setIndexDefined(at);
            set(entries.getChildrenFromFields().get(0), at, entry.getKey(), type.key());
            set(entries.getChildrenFromFields().get(1), at, entry.getValue(), type.value());
            at++;
        }
        vector.endValue(row, map.size());
    }

    private static void setStruct(StructVector vector, int row, List<?> values, DataType.Struct type) {
        vector.setIndexDefined(row);
        for (int i = 0; i < type.size(); i++) {
            set(
                    vector.getChildrenFromFields().get(i),
                    row,
                    values.get(i),
                    type.field(i).type());
        }
    }
}
