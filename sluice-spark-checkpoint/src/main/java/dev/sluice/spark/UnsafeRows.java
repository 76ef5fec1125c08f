package dev.sluice.spark;

import dev.sluice.type.CalendarInterval;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows as Spark has them in memory and in state files: `UnsafeRow`.
///
/// ```text
/// nulls: a bit a field, in whole words │ a word of 8 bytes a field │ what does not fit into a word, in whole words
/// ```
///
/// A word is little-endian. That of a field which lies behind has where it begins, counted from the row's first byte,
/// in its upper half and the length in bytes in its lower one. Values have the forms of [dev.sluice.vector.Values].
final class UnsafeRows {

    private static final int WORD = Long.BYTES;
    /// Decimals of more digits lie behind, in two words.
    static final int MOST_DIGITS_OF_A_WORD = 18;

    private static final int DECIMAL_BYTES = 2 * WORD;

    private UnsafeRows() {}

    /// Whether values of the type can be written and read.
    static boolean hasForm(DataType type) {
        return switch (type) {
            case Atomic _, DataType.Decimal _, DataType.Interval _ -> true;
            case DataType.Struct struct -> struct.fields().stream().allMatch(field -> hasForm(field.type()));
            case DataType.Array _, DataType.Map _ -> false;
        };
    }

    static byte[] write(DataType.Struct type, List<? extends @Nullable Object> values) {
        int nullBytes = nullBytes(type.size());
        byte[][] behind = new byte[type.size()][];
        int size = nullBytes + WORD * type.size();
        for (int i = 0; i < behind.length; i++) {
            behind[i] = behind(type.field(i).type(), values.get(i));
            size += behind[i].length;
        }
        ByteBuffer row = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        int end = nullBytes + WORD * type.size();
        for (int i = 0; i < behind.length; i++) {
            Object value = values.get(i);
            int word = nullBytes + WORD * i;
            if (value == null) row.put(i / 8, (byte) (row.get(i / 8) | 1 << i % 8));
            if (behind[i].length > 0) {
                row.putLong(word, (long) end << 32 | length(type.field(i).type(), value, behind[i]));
                row.put(end, behind[i]);
                end += behind[i].length;
            } else if (value != null) {
                row.putLong(word, word(type.field(i).type(), value, end));
            }
        }
        return row.array();
    }

    private static int nullBytes(int fields) {
        return (fields + 63) / 64 * WORD;
    }

    /// How many of the bytes behind are the value's.
    private static int length(DataType type, @Nullable Object value, byte[] behind) {
        return switch (value) {
            // An interval that is null has its room's length, a decimal none.
            case null -> type == Atomic.CALENDAR_INTERVAL ? behind.length : 0;
            case String text -> text.getBytes(StandardCharsets.UTF_8).length;
            case byte[] bytes -> bytes.length;
            case BigDecimal decimal -> decimal.unscaledValue().toByteArray().length;
            default -> behind.length;
        };
    }

    /// What of a value lies behind the words, in whole words.
    private static byte[] behind(DataType type, @Nullable Object value) {
        if (type instanceof DataType.Decimal decimal && decimal.precision() > MOST_DIGITS_OF_A_WORD) {
            // Room even for null, which Spark may fill in place.
            return Arrays.copyOf(
                    value == null ? new byte[0] : unscaled(value, decimal).toByteArray(), DECIMAL_BYTES);
        }
        if (type == Atomic.CALENDAR_INTERVAL) return intervalBytes(value);
        return switch (value) {
            case null -> new byte[0];
            case String text -> whole(text.getBytes(StandardCharsets.UTF_8));
            case byte[] bytes -> whole(bytes);
            case List<?> fields -> write((DataType.Struct) type, fields);
            default -> new byte[0];
        };
    }

    /// Months and days in a word, microseconds in another; of null, the room for them.
    private static byte[] intervalBytes(@Nullable Object value) {
        ByteBuffer words = ByteBuffer.allocate(2 * WORD).order(ByteOrder.LITTLE_ENDIAN);
        if (value instanceof CalendarInterval(int months, int days, long microseconds)) {
            words.putInt(months).putInt(days).putLong(microseconds);
        }
        return words.array();
    }

    private static CalendarInterval interval(byte[] bytes) {
        if (bytes.length != 2 * WORD) throw new IllegalArgumentException("an interval has " + bytes.length + " bytes");
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return new CalendarInterval(words.getInt(), words.getInt(), words.getLong());
    }

    private static byte[] whole(byte[] bytes) {
        return Arrays.copyOf(bytes, (bytes.length + WORD - 1) / WORD * WORD);
    }

    private static BigInteger unscaled(Object value, DataType.Decimal type) {
        return ((BigDecimal) value).setScale(type.scale()).unscaledValue();
    }

    /// @param end where an empty value would lie
    private static long word(DataType type, Object value, int end) {
        return switch (value) {
            case Boolean bool -> bool ? 1 : 0;
            case Integer number when type == Atomic.BYTE -> number & 0xFF;
            case Integer number when type == Atomic.SHORT -> number & 0xFFFF;
            case Integer number -> Integer.toUnsignedLong(number);
            case Long number -> number;
            case Float number -> Integer.toUnsignedLong(Float.floatToRawIntBits(number));
            case Double number -> Double.doubleToRawLongBits(number);
            case BigDecimal _ -> unscaled(value, (DataType.Decimal) type).longValueExact();
            case String _, byte[] _ -> (long) end << 32;
            default -> throw new IllegalArgumentException("no form for " + type.sql());
        };
    }

    /// @throws IllegalArgumentException if the bytes are no row of the type
    static List<@Nullable Object> read(DataType.Struct type, byte[] bytes) {
        return read(type, ByteBuffer.wrap(bytes));
    }

    static List<@Nullable Object> read(DataType.Struct type, ByteBuffer bytes) {
        ByteBuffer row = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        int nullBytes = nullBytes(type.size());
        if (row.limit() < nullBytes + WORD * type.size()) {
            throw new IllegalArgumentException("a row of " + row.limit() + " bytes for " + type.toDdl());
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < type.size(); i++) {
            boolean isNull = (row.get(i / 8) >> i % 8 & 1) != 0;
            values.add(isNull ? null : value(type.field(i).type(), row, row.getLong(nullBytes + WORD * i)));
        }
        return values;
    }

    private static Object value(DataType type, ByteBuffer row, long word) {
        return switch (type) {
            case Atomic atomic ->
                switch (atomic) {
                    case BOOLEAN -> (word & 1) != 0;
                    case BYTE -> (int) (byte) word;
                    case SHORT -> (int) (short) word;
                    case INT, DATE -> (int) word;
                    case LONG, TIMESTAMP, TIMESTAMP_NTZ -> word;
                    case FLOAT -> Float.intBitsToFloat((int) word);
                    case DOUBLE -> Double.longBitsToDouble(word);
                    case STRING -> new String(bytes(row, word), StandardCharsets.UTF_8);
                    case BINARY -> bytes(row, word);
                    case CALENDAR_INTERVAL -> interval(bytes(row, word));
                    case NULL -> throw new IllegalArgumentException("a value of no type");
                };
            case DataType.YearMonthInterval _ -> (int) word;
            case DataType.DayTimeInterval _ -> word;
            case DataType.Decimal(int precision, int scale) ->
                precision > MOST_DIGITS_OF_A_WORD
                        ? new BigDecimal(new BigInteger(bytes(row, word)), scale)
                        : BigDecimal.valueOf(word, scale);
            case DataType.Struct struct -> read(struct, ByteBuffer.wrap(bytes(row, word)));
            case DataType.Array _, DataType.Map _ -> throw new IllegalArgumentException("no form for " + type.sql());
        };
    }

    private static byte[] bytes(ByteBuffer row, long word) {
        int from = (int) (word >>> 32);
        int length = (int) word;
        if (from < 0 || length < 0 || from > row.limit() - length) {
            throw new IllegalArgumentException(
                    "a value at " + from + " of " + length + " bytes in a row of " + row.limit());
        }
        byte[] bytes = new byte[length];
        row.get(from, bytes);
        return bytes;
    }
}
