package dev.sluice.vector;

import dev.sluice.type.CalendarInterval;
import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes single values out of vectors, as plain objects: for results, messages and tests, not for inner loops.
///
/// The forms are: Boolean; Integer for TINYINT, SMALLINT, INT, DATE (days) and months; Long for BIGINT, timestamps and
/// day-time intervals (microseconds); Float; Double; BigDecimal; String for STRING, byte[] for BINARY and
/// [CalendarInterval] for INTERVAL; List for ARRAY and for STRUCT (its fields in order); Map, in entry order, for MAP.
public final class Values {

    private Values() {}

    public static @Nullable Object get(Vector vector, int row, DataType type) {
        if (vector.isNull(row)) return null;
        return switch (vector) {
            case NullVector _ -> null;
            case BooleanVector v -> v.values()[row];
            case IntVector v -> v.values()[row];
            case LongVector v -> v.values()[row];
            case FloatVector v -> v.values()[row];
            case DoubleVector v -> v.values()[row];
            case DecimalVector v -> v.values()[row];
            case BytesVector v -> bytes(v, row, type);
            case ArrayVector v -> {
                DataType element = ((DataType.Array) type).element();
                List<@Nullable Object> list = new ArrayList<>(v.lengths()[row]);
                for (int i = 0; i < v.lengths()[row]; i++) list.add(get(v.elements(), v.offsets()[row] + i, element));
                yield list;
            }
            case MapVector v -> {
                var entries = (DataType.Map) type;
                Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = v.offsets()[row]; i < v.offsets()[row] + v.lengths()[row]; i++) {
                    map.put(get(v.keys(), i, entries.key()), get(v.values(), i, entries.value()));
                }
                yield map;
            }
            case StructVector v -> {
                var struct = (DataType.Struct) type;
                List<@Nullable Object> fields = new ArrayList<>(struct.size());
                for (int i = 0; i < struct.size(); i++) {
                    fields.add(get(v.fields()[i], row, struct.field(i).type()));
                }
                yield fields;
            }
            case ConstantVector(Vector value, _) -> get(value, 0, type);
            case DictionaryVector(Vector dictionary, int[] ids, _) -> get(dictionary, ids[row], type);
        };
    }

    private static Object bytes(BytesVector vector, int row, DataType type) {
        if (type == DataType.Atomic.STRING) return vector.string(row);
        if (type == DataType.Atomic.CALENDAR_INTERVAL) {
            return CalendarInterval.fromBytes(vector.bytes(), vector.offsets()[row]);
        }
        return vector.copy(row);
    }

    /// All values of a row of a chunk.
    ///
    /// @param row a position in the vectors, not in the selection
    public static List<@Nullable Object> row(Chunk chunk, int row, DataType.Struct schema) {
        List<@Nullable Object> values = new ArrayList<>(schema.size());
        for (int i = 0; i < schema.size(); i++) {
            values.add(get(chunk.column(i), row, schema.field(i).type()));
        }
        return values;
    }

    /// Rows of plain objects as one chunk.
    public static Chunk chunk(DataType.Struct schema, List<? extends List<? extends @Nullable Object>> rows) {
        Vector[] columns = new Vector[schema.size()];
        for (int i = 0; i < columns.length; i++) {
            VectorBuilder builder = VectorBuilder.of(schema.field(i).type(), rows.size());
            for (List<? extends @Nullable Object> row : rows) builder.appendValue(row.get(i));
            columns[i] = builder.build();
        }
        return Chunk.of(rows.size(), columns);
    }
}
