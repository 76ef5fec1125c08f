package dev.sluice.connect;

import dev.sluice.type.CalendarInterval;
import dev.sluice.type.DataType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.jspecify.annotations.Nullable;

/// Reads rows that a client sent in Arrow's stream format, in the form of `Values`.
public final class ArrowReader {

    private ArrowReader() {}

    public static Rows read(BufferAllocator allocator, byte[] stream) {
        try (InputStream bytes = new ByteArrayInputStream(stream);
                ArrowStreamReader reader = new ArrowStreamReader(bytes, allocator)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            DataType.Struct type = ArrowSchemas.read(root.getSchema());
            List<List<@Nullable Object>> rows = new ArrayList<>();
            while (reader.loadNextBatch()) {
                for (int row = 0; row < root.getRowCount(); row++) {
                    List<@Nullable Object> values = new ArrayList<>(type.size());
                    for (int i = 0; i < type.size(); i++) {
                        values.add(get(root.getVector(i), row, type.field(i).type()));
                    }
                    rows.add(values);
                }
            }
            return new Rows(type, rows);
        } catch (IOException | RuntimeException e) {
            if (e instanceof dev.sluice.error.SluiceException said) throw said;
            throw Refusals.invalid("the local relation is no stream of Arrow: " + e.getMessage());
        }
    }

    public record Rows(DataType.Struct schema, List<List<@Nullable Object>> values) {}

    private static @Nullable Object get(FieldVector vector, int row, DataType type) {
        if (vector.isNull(row)) return null;
        return switch (vector) {
            case BitVector v -> v.get(row) != 0;
            case TinyIntVector v -> (int) v.get(row);
            case SmallIntVector v -> (int) v.get(row);
            case IntVector v -> v.get(row);
            case BigIntVector v -> v.get(row);
            case Float4Vector v -> v.get(row);
            case Float8Vector v -> v.get(row);
            case DecimalVector v -> v.getObject(row);
            case VarCharVector v -> v.getObject(row).toString();
            case VarBinaryVector v -> v.get(row);
            case LargeVarCharVector v -> v.getObject(row).toString();
            case LargeVarBinaryVector v -> v.get(row);
            case DateDayVector v -> v.get(row);
            case TimeStampVector v -> v.get(row);
            case IntervalYearVector v -> v.get(row);
            case DurationVector v -> DurationVector.get(v.getDataBuffer(), row);
            case IntervalMonthDayNanoVector v ->
                new CalendarInterval(
                        IntervalMonthDayNanoVector.getMonths(v.getDataBuffer(), row),
                        IntervalMonthDayNanoVector.getDays(v.getDataBuffer(), row),
                        IntervalMonthDayNanoVector.getNanoseconds(v.getDataBuffer(), row) / 1_000L);
            case MapVector v -> map(v, row, (DataType.Map) type);
            case ListVector v -> list(v, row, ((DataType.Array) type).element());
            case StructVector v -> {
                List<@Nullable Object> fields = new ArrayList<>();
                var struct = (DataType.Struct) type;
                for (int i = 0; i < struct.size(); i++) {
                    fields.add(get(
                            v.getChildrenFromFields().get(i),
                            row,
                            struct.field(i).type()));
                }
                yield fields;
            }
            default -> throw Refusals.notYet("a column of " + vector.getField().getType());
        };
    }

    private static List<@Nullable Object> list(ListVector vector, int row, DataType element) {
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = vector.getElementStartIndex(row); i < vector.getElementEndIndex(row); i++) {
            items.add(get(vector.getDataVector(), i, element));
        }
        return items;
    }

    private static Map<@Nullable Object, @Nullable Object> map(MapVector vector, int row, DataType.Map type) {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        List<FieldVector> entry = ((StructVector) vector.getDataVector()).getChildrenFromFields();
        for (int i = vector.getElementStartIndex(row); i < vector.getElementEndIndex(row); i++) {
            map.put(get(entry.get(0), i, type.key()), get(entry.get(1), i, type.value()));
        }
        return map;
    }
}
