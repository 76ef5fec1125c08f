package dev.sluice.format;

import dev.sluice.type.CalendarInterval;
import dev.sluice.type.DataType;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.BooleanVector;
import dev.sluice.vector.BytesVector;
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
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Objects;

/// Values as text, in the two ways of Spark, which differ in nulls and binary:
///
/// | value | [#append], as `CAST(… AS STRING)` | [#show], as `show()` |
/// |---|---|---|
/// | array with null | `[1, null]` | `[1, NULL]` |
/// | map | `{k -> null}` | `{k -> NULL}` |
/// | struct | `{1, x}` | `{1, x}` |
/// | binary | its bytes, as UTF-8 | `[1F 2A]` |
///
/// Both write doubles as Java does, decimals without exponent, timestamps in the session's zone.
public final class ValueText {

    private static final char[] HEX_DIGITS = "0123456789ABCDEF".toCharArray();

    private ValueText() {}

    /// Appends a row's value as `CAST(… AS STRING)` makes it; a null appends `null`.
    ///
    /// @param zone the session's, for timestamps
    public static void append(StringBuilder out, Vector vector, int row, DataType type, ZoneId zone) {
        write(out, vector, row, type, zone, false);
    }

    /// Appends a row's value as a table shows it; a null appends `NULL`.
    public static void show(StringBuilder out, Vector vector, int row, DataType type, ZoneId zone) {
        write(out, vector, row, type, zone, true);
    }

    /// Appends UTF-8 bytes as characters.
    static void appendUtf8(StringBuilder out, byte[] bytes, int offset, int length) {
        int end = offset + length;
        int ascii = offset;
        while (ascii < end && bytes[ascii] >= 0) out.append((char) bytes[ascii++]);
        if (ascii < end) out.append(new String(bytes, ascii, end - ascii, StandardCharsets.UTF_8));
    }

    private static void write(StringBuilder out, Vector vector, int row, DataType type, ZoneId zone, boolean show) {
        switch (vector) {
            case ConstantVector(Vector value, _) -> write(out, value, 0, type, zone, show);
            case DictionaryVector(Vector dictionary, int[] ids, _) ->
                write(out, dictionary, ids[row], type, zone, show);
            default -> {
                if (vector.isNull(row)) {
                    out.append(show ? "NULL" : "null");
                } else {
                    writeValue(out, vector, row, type, zone, show);
                }
            }
        }
    }

    private static void writeValue(
            StringBuilder out, Vector vector, int row, DataType type, ZoneId zone, boolean show) {
        switch (vector) {
            case BooleanVector v -> out.append(v.values()[row]);
            case IntVector v -> writeInt(out, v.values()[row], type);
            case LongVector v -> writeLong(out, v.values()[row], type, zone);
            case FloatVector v -> out.append(v.values()[row]);
            case DoubleVector v -> out.append(v.values()[row]);
            case DecimalVector v ->
                out.append(Objects.requireNonNull(v.values()[row]).toPlainString());
            case BytesVector v -> {
                if (type == DataType.Atomic.CALENDAR_INTERVAL) {
                    out.append(CalendarInterval.fromBytes(v.bytes(), v.offsets()[row]));
                } else if (show && type == DataType.Atomic.BINARY) {
                    writeHex(out, v.bytes(), v.offsets()[row], v.lengths()[row]);
                } else {
                    appendUtf8(out, v.bytes(), v.offsets()[row], v.lengths()[row]);
                }
            }
            case ArrayVector v -> writeArray(out, v, row, ((DataType.Array) type).element(), zone, show);
            case MapVector v -> writeMap(out, v, row, (DataType.Map) type, zone, show);
            case StructVector v -> writeStruct(out, v, row, (DataType.Struct) type, zone, show);
            case NullVector _, ConstantVector _, DictionaryVector _ ->
                throw new IllegalArgumentException("no value in " + vector.physical());
        }
    }

    private static void writeInt(StringBuilder out, int value, DataType type) {
        if (type == DataType.Atomic.DATE) {
            TimeText.appendDate(out, value);
        } else if (type instanceof DataType.YearMonthInterval interval) {
            IntervalText.appendMonths(out, value, interval);
        } else {
            out.append(value);
        }
    }

    private static void writeLong(StringBuilder out, long value, DataType type, ZoneId zone) {
        if (type == DataType.Atomic.TIMESTAMP) {
            TimeText.appendTimestamp(out, value, zone);
        } else if (type == DataType.Atomic.TIMESTAMP_NTZ) {
            TimeText.appendWallClock(out, value);
        } else if (type instanceof DataType.DayTimeInterval interval) {
            IntervalText.append(out, value, interval);
        } else {
            out.append(value);
        }
    }

    private static void writeHex(StringBuilder out, byte[] bytes, int offset, int length) {
        out.append('[');
        for (int i = offset; i < offset + length; i++) {
            if (i > offset) out.append(' ');
            out.append(HEX_DIGITS[bytes[i] >> 4 & 15]).append(HEX_DIGITS[bytes[i] & 15]);
        }
        out.append(']');
    }

    private static void writeArray(
            StringBuilder out, ArrayVector array, int row, DataType element, ZoneId zone, boolean show) {
        out.append('[');
        int start = array.offsets()[row];
        for (int i = start; i < start + array.lengths()[row]; i++) {
            if (i > start) out.append(", ");
            write(out, array.elements(), i, element, zone, show);
        }
        out.append(']');
    }

    private static void writeMap(
            StringBuilder out, MapVector map, int row, DataType.Map type, ZoneId zone, boolean show) {
        out.append('{');
        int start = map.offsets()[row];
        for (int i = start; i < start + map.lengths()[row]; i++) {
            if (i > start) out.append(", ");
            write(out, map.keys(), i, type.key(), zone, show);
            out.append(" -> ");
            write(out, map.values(), i, type.value(), zone, show);
        }
        out.append('}');
    }

    private static void writeStruct(
            StringBuilder out, StructVector struct, int row, DataType.Struct type, ZoneId zone, boolean show) {
        out.append('{');
        for (int i = 0; i < type.size(); i++) {
            if (i > 0) out.append(", ");
            write(out, struct.fields()[i], row, type.field(i).type(), zone, show);
        }
        out.append('}');
    }
}
