package dev.sluice.format;

import dev.sluice.json.JsonPrinter;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
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
import java.time.ZoneId;
import java.util.Base64;

/// Rows and values as JSON, as Spark's `toJSON` and `to_json` write them.
///
/// Null fields are left out unless they are asked for, nulls in lists and maps are kept; times have milliseconds;
/// numbers that JSON has no form for are strings.
public final class JsonText {

    private final StringBuilder out;
    private final ZoneId zone;
    private final TimeStyle times;
    private final boolean keepNulls;
    /// Whether an interval has the units of its type; else all of them, as in Spark's files.
    private final boolean exactIntervals;

    private JsonText(StringBuilder out, TimeStyle times, boolean keepNulls, boolean exactIntervals) {
        this.out = out;
        this.times = times;
        this.keepNulls = keepNulls;
        this.exactIntervals = exactIntervals;
        zone = times.zone();
    }

    /// Appends the row of a chunk as an object.
    ///
    /// @param row a position in the vectors, not in the selection
    public static void append(StringBuilder out, Chunk chunk, int row, DataType.Struct schema, ZoneId zone) {
        append(out, chunk, row, schema, TimeStyle.usual(zone), false);
    }

    /// Appends the row of a chunk as an object, with times as they are wanted.
    ///
    /// @param row a position in the vectors, not in the selection
    /// @param keepNulls whether fields that are null are written
    public static void append(
            StringBuilder out, Chunk chunk, int row, DataType.Struct schema, TimeStyle times, boolean keepNulls) {
        new JsonText(out, times, keepNulls, false).object(chunk.columns(), row, schema);
    }

    /// Appends a value: an object for a struct or map, a list for an array; null is `null`.
    ///
    /// @param keepNulls whether fields that are null are written
    public static void appendValue(
            StringBuilder out, Vector vector, int row, DataType type, TimeStyle times, boolean keepNulls) {
        new JsonText(out, times, keepNulls, true).nullable(vector, row, type);
    }

    private void object(Vector[] columns, int row, DataType.Struct schema) {
        out.append('{');
        boolean first = true;
        for (int i = 0; i < columns.length; i++) {
            if (!keepNulls && columns[i].isNull(row)) continue;
            if (!first) out.append(',');
            first = false;
            JsonPrinter.quote(schema.field(i).name(), out);
            out.append(':');
            nullable(columns[i], row, schema.field(i).type());
        }
        out.append('}');
    }

    private void nullable(Vector vector, int row, DataType type) {
        if (vector.isNull(row)) {
            out.append("null");
        } else {
            value(vector, row, type);
        }
    }

    private void value(Vector vector, int row, DataType type) {
        switch (vector) {
            case ConstantVector(Vector value, _) -> value(value, 0, type);
            case DictionaryVector(Vector dictionary, int[] ids, _) -> value(dictionary, ids[row], type);
            case NullVector _ -> out.append("null");
            case BooleanVector v -> out.append(v.values()[row]);
            case IntVector v -> {
                if (type == Atomic.DATE) {
                    out.append('"');
                    times.appendDate(out, v.values()[row]);
                    out.append('"');
                } else if (type instanceof DataType.YearMonthInterval) {
                    quoted(v, row, exactIntervals ? type : DataType.YearMonthInterval.YEAR_TO_MONTH);
                } else {
                    out.append(v.values()[row]);
                }
            }
            case LongVector v -> longValue(v, row, type);
            case FloatVector v -> {
                if (Float.isFinite(v.values()[row])) {
                    out.append(v.values()[row]);
                } else {
                    quoted(v, row, type);
                }
            }
            case DoubleVector v -> {
                if (Double.isFinite(v.values()[row])) {
                    out.append(v.values()[row]);
                } else {
                    quoted(v, row, type);
                }
            }
            // With an exponent where it is shorter, as Spark's JSON has it and its casts have not.
            case DecimalVector v -> out.append(v.values()[row]);
            case BytesVector v -> bytes(v, row, type);
            case ArrayVector v -> list(v, row, ((DataType.Array) type).element());
            case MapVector v -> map(v, row, (DataType.Map) type);
            case StructVector v -> object(v.fields(), row, (DataType.Struct) type);
        }
    }

    private void longValue(LongVector vector, int row, DataType type) {
        long value = vector.values()[row];
        switch (type) {
            case Atomic.TIMESTAMP -> {
                out.append('"');
                times.appendTimestamp(out, value);
                out.append('"');
            }
            case Atomic.TIMESTAMP_NTZ -> {
                out.append('"');
                times.appendWallClock(out, value);
                out.append('"');
            }
            case DataType.DayTimeInterval _ ->
                quoted(vector, row, exactIntervals ? type : DataType.DayTimeInterval.DAY_TO_SECOND);
            default -> out.append(value);
        }
    }

    /// A value that needs no escapes, between quotes as CAST writes it.
    private void quoted(Vector vector, int row, DataType type) {
        out.append('"');
        ValueText.append(out, vector, row, type, zone);
        out.append('"');
    }

    private void bytes(BytesVector vector, int row, DataType type) {
        if (type == Atomic.BINARY) {
            out.append('"')
                    .append(Base64.getEncoder().encodeToString(vector.copy(row)))
                    .append('"');
        } else if (type == Atomic.CALENDAR_INTERVAL) {
            quoted(vector, row, type);
        } else if (isPlain(vector.bytes(), vector.offsets()[row], vector.lengths()[row])) {
            out.append('"');
            ValueText.appendUtf8(out, vector.bytes(), vector.offsets()[row], vector.lengths()[row]);
            out.append('"');
        } else {
            JsonPrinter.quote(vector.string(row), out);
        }
    }

    /// Whether bytes can stand between quotes as they are.
    private static boolean isPlain(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            byte b = bytes[i];
            if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) return false;
        }
        return true;
    }

    private void list(ArrayVector vector, int row, DataType element) {
        out.append('[');
        int start = vector.offsets()[row];
        for (int i = start; i < start + vector.lengths()[row]; i++) {
            if (i > start) out.append(',');
            nullable(vector.elements(), i, element);
        }
        out.append(']');
    }

    /// Keys are text in JSON: dates and times as the numbers they are held as, as Spark writes them; others as CAST
    /// does.
    private void map(MapVector vector, int row, DataType.Map type) {
        out.append('{');
        int start = vector.offsets()[row];
        for (int i = start; i < start + vector.lengths()[row]; i++) {
            if (i > start) out.append(',');
            var key = new StringBuilder();
            ValueText.append(key, vector.keys(), i, keyType(type.key()), zone);
            JsonPrinter.quote(key, out);
            out.append(':');
            nullable(vector.values(), i, type.value());
        }
        out.append('}');
    }

    private static DataType keyType(DataType type) {
        if (type == Atomic.DATE) return Atomic.INT;
        return type == Atomic.TIMESTAMP || type == Atomic.TIMESTAMP_NTZ ? Atomic.LONG : type;
    }
}
