package dev.sluice.format;

import dev.sluice.json.JsonPrinter;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.BooleanVector;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.DecimalVector;
import dev.sluice.vector.DictionaryVector;
import dev.sluice.vector.DoubleVector;
import dev.sluice.vector.FloatVector;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.MapVector;
import dev.sluice.vector.NullVector;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/// Rows as JSON objects, as Spark's `toJSON` writes them.
///
/// Null fields are left out, but nulls in lists and maps are kept; times have milliseconds; numbers that JSON has no form for
/// are text.
public final class JsonText {

    private static final DateTimeFormatter INSTANT = pattern("yyyy-MM-dd'T'HH:mm:ss.SSS").appendPattern("XXX").toFormatter();
    private static final DateTimeFormatter WALL_CLOCK = pattern("yyyy-MM-dd'T'HH:mm:ss.SSS").toFormatter();

    private JsonText() {}

    private static DateTimeFormatterBuilder pattern(String pattern) {
        return new DateTimeFormatterBuilder().appendPattern(pattern.replace("yyyy", "uuuu"));
    }

    /// Appends the row of a chunk as an object.
    ///
    /// @param row a position in the vectors, not in the selection
    public static void append(StringBuilder out, Chunk chunk, int row, DataType.Struct schema, ZoneId zone) {
        object(out, chunk.columns(), row, schema, zone);
    }

    private static void object(StringBuilder out, Vector[] columns, int row, DataType.Struct schema, ZoneId zone) {
        out.append('{');
        boolean first = true;
        for (int i = 0; i < columns.length; i++) {
            Field field = schema.field(i);
            if (columns[i].isNull(row)) continue;
            if (!first) out.append(',');
            first = false;
            JsonPrinter.quote(field.name(), out);
            out.append(':');
            value(out, columns[i], row, field.type(), zone);
        }
        out.append('}');
    }

    private static void nullable(StringBuilder out, Vector vector, int row, DataType type, ZoneId zone) {
        if (vector.isNull(row)) {
            out.append("null");
        } else {
            value(out, vector, row, type, zone);
        }
    }

    private static void value(StringBuilder out, Vector vector, int row, DataType type, ZoneId zone) {
        switch (vector) {
            case ConstantVector(Vector value, _) -> value(out, value, 0, type, zone);
            case DictionaryVector(Vector dictionary, int[] ids, _) -> value(out, dictionary, ids[row], type, zone);
            case NullVector _ -> out.append("null");
            case BooleanVector v -> out.append(v.values()[row]);
            case IntVector v -> integer(out, v, row, type, zone);
            case LongVector v -> number(out, v, row, type, zone);
            case FloatVector v -> fraction(out, v.values()[row], String.valueOf(v.values()[row]));
            case DoubleVector v -> fraction(out, v.values()[row], String.valueOf(v.values()[row]));
            case DecimalVector v -> out.append(v.values()[row]);
            case BytesVector v ->
                JsonPrinter.quote(
                        type == Atomic.STRING ? v.string(row) : Base64.getEncoder().encodeToString(v.copy(row)), out);
            case ArrayVector v -> list(out, v, row, ((DataType.Array) type).element(), zone);
            case MapVector v -> map(out, v, row, (DataType.Map) type, zone);
            case StructVector v -> object(out, v.fields(), row, (DataType.Struct) type, zone);
        }
    }

    private static void integer(StringBuilder out, IntVector vector, int row, DataType type, ZoneId zone) {
        if (type == Atomic.DATE || type == Atomic.YEAR_MONTH_INTERVAL) {
            quoted(out, vector, row, type, zone);
        } else {
            out.append(vector.values()[row]);
        }
    }

    private static void number(StringBuilder out, LongVector vector, int row, DataType type, ZoneId zone) {
        long value = vector.values()[row];
        switch (type) {
            case Atomic.TIMESTAMP -> {
                Instant instant = Instant.EPOCH.plus(value, ChronoUnit.MICROS);
                out.append('"').append(INSTANT.format(instant.atZone(zone))).append('"');
            }
            case Atomic.TIMESTAMP_NTZ -> {
                Instant instant = Instant.EPOCH.plus(value, ChronoUnit.MICROS);
                out.append('"').append(WALL_CLOCK.format(instant.atZone(ZoneOffset.UTC))).append('"');
            }
            case DataType.DayTimeInterval _ -> quoted(out, vector, row, new DataType.DayTimeInterval(0, 3), zone);
            default -> out.append(value);
        }
    }

    private static void quoted(StringBuilder out, Vector vector, int row, DataType type, ZoneId zone) {
        out.append('"');
        ValueText.append(out, vector, row, type, zone);
        out.append('"');
    }

    private static void fraction(StringBuilder out, double value, String text) {
        if (Double.isFinite(value)) {
            out.append(text);
        } else {
            out.append('"').append(text).append('"');
        }
    }

    private static void list(StringBuilder out, ArrayVector vector, int row, DataType element, ZoneId zone) {
        out.append('[');
        int start = vector.offsets()[row];
        for (int i = start; i < start + vector.lengths()[row]; i++) {
            if (i > start) out.append(',');
            nullable(out, vector.elements(), i, element, zone);
        }
        out.append(']');
    }

    /// Keys are text in JSON: dates and times as the numbers they are held as, as Spark writes them; others as CAST does.
    private static void map(StringBuilder out, MapVector vector, int row, DataType.Map type, ZoneId zone) {
        out.append('{');
        int start = vector.offsets()[row];
        for (int i = start; i < start + vector.lengths()[row]; i++) {
            if (i > start) out.append(',');
            var key = new StringBuilder();
            ValueText.append(key, vector.keys(), i, keyType(type.key()), zone);
            JsonPrinter.quote(key, out);
            out.append(':');
            nullable(out, vector.values(), i, type.value(), zone);
        }
        out.append('}');
    }

    private static DataType keyType(DataType type) {
        if (type == Atomic.DATE) return Atomic.INT;
        return type == Atomic.TIMESTAMP || type == Atomic.TIMESTAMP_NTZ ? Atomic.LONG : type;
    }
}
