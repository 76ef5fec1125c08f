package dev.sluice.vector;

import dev.sluice.type.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads one column in the form that [ChunkCodec] describes.
final class ColumnReader {

    private ColumnReader() {}

    static Vector read(DataType type, int count, ByteReader in) {
        int kind = in.readByte();
        if (kind != ChunkCodec.kind(type)) {
            throw new IllegalArgumentException("a column of kind " + kind + " where " + type.sql() + " was expected");
        }
        int form = in.readByte();
        return switch (form) {
            case 0 -> readValues(type, null, count, count, in);
            case 1 -> {
                boolean[] nulls = readBits(count, in);
                int present = 0;
                for (boolean isNull : nulls) present += isNull ? 0 : 1;
                yield readValues(type, nulls, count, present, in);
            }
            case 2 -> Vectors.gather(Vectors.nullOf(type), new int[count], count);
            default -> throw new IllegalArgumentException("no form of nulls: " + form);
        };
    }

    /// @param nulls which of the `count` rows are null; the others, `present` in number, have a value
    private static Vector readValues(DataType type, boolean @Nullable [] nulls, int count, int present, ByteReader in) {
        return switch (type.physical()) {
            case NULL -> new NullVector(count);
            case BOOLEAN -> {
                boolean[] values = readBits(present, in);
                boolean[] spread = nulls == null ? values : new boolean[count];
                for (int i = 0, next = 0; nulls != null && i < count; i++) {
                    if (!nulls[i]) spread[i] = values[next++];
                }
                yield new BooleanVector(spread, nulls, count);
            }
            case INT -> new IntVector(toInts(readWhole(nulls, count, present, in)), nulls, count);
            case LONG -> new LongVector(readWhole(nulls, count, present, in), nulls, count);
            case FLOAT -> {
                demand(present, 4, in);
                float[] values = new float[count];
                for (int i = 0; i < count; i++) {
                    if (nulls == null || !nulls[i]) values[i] = Float.intBitsToFloat(in.readInt());
                }
                yield new FloatVector(values, nulls, count);
            }
            case DOUBLE -> {
                demand(present, 8, in);
                double[] values = new double[count];
                for (int i = 0; i < count; i++) {
                    if (nulls == null || !nulls[i]) values[i] = Double.longBitsToDouble(in.readLong());
                }
                yield new DoubleVector(values, nulls, count);
            }
            case DECIMAL -> {
                int[] lengths = readLengths(nulls, count, present, in);
                int scale = ((DataType.Decimal) type).scale();
                @Nullable BigDecimal[] values = new BigDecimal[count];
                for (int i = 0; i < count; i++) {
                    if (nulls != null && nulls[i]) continue;
                    var unscaled = new BigInteger(in.array(), in.skip(lengths[i]), lengths[i]);
                    values[i] = new BigDecimal(unscaled, scale);
                }
                yield new DecimalVector(values, count);
            }
            case BYTES -> {
                int[] lengths = readLengths(nulls, count, present, in);
                int[] offsets = offsets(lengths);
                int total = total(offsets, lengths);
                int from = in.skip(total);
                yield new BytesVector(
                        Arrays.copyOfRange(in.array(), from, from + total), offsets, lengths, nulls, count);
            }
            case ARRAY -> {
                int[] lengths = readLengths(nulls, count, present, in);
                int[] offsets = offsets(lengths);
                Vector elements = read(((DataType.Array) type).element(), total(offsets, lengths), in);
                yield new ArrayVector(offsets, lengths, elements, nulls, count);
            }
            case MAP -> {
                var map = (DataType.Map) type;
                int[] lengths = readLengths(nulls, count, present, in);
                int[] offsets = offsets(lengths);
                int total = total(offsets, lengths);
                Vector keys = read(map.key(), total, in);
                Vector values = read(map.value(), total, in);
                yield new MapVector(offsets, lengths, keys, values, nulls, count);
            }
            case STRUCT -> {
                var struct = (DataType.Struct) type;
                Vector[] fields = new Vector[struct.size()];
                for (int i = 0; i < fields.length; i++) {
                    Vector field = read(struct.field(i).type(), present, in);
                    fields[i] = nulls == null ? field : spread(field, nulls, count);
                }
                yield new StructVector(fields, nulls, count);
            }
        };
    }

    /// Rows where there is a value, the first of them where there is none: nobody looks beneath a null.
    private static Vector spread(Vector field, boolean[] nulls, int count) {
        int[] rows = new int[count];
        for (int i = 0, next = 0; i < count; i++) rows[i] = nulls[i] ? 0 : next++;
        return Vectors.gather(field, rows, count);
    }

    private static long[] readWhole(boolean @Nullable [] nulls, int count, int present, ByteReader in) {
        long least = in.readLong();
        int width = in.readByte();
        demand(present, width, in);
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            if (nulls != null && nulls[i]) continue;
            long distance = switch (width) {
                case 0 -> 0;
                case 1 -> in.readByte() & 0xFF;
                case 2 -> in.readShort();
                case 4 -> in.readInt() & 0xFFFF_FFFFL;
                case 8 -> in.readLong();
                default -> throw new IllegalArgumentException("no width of numbers: " + width);
            };
            values[i] = least + distance;
        }
        return values;
    }

    private static int[] readLengths(boolean @Nullable [] nulls, int count, int present, ByteReader in) {
        long[] lengths = readWhole(nulls, count, present, in);
        for (long length : lengths) {
            if (length < 0 || length > Integer.MAX_VALUE) throw new IllegalArgumentException("a length of " + length);
        }
        return toInts(lengths);
    }

    private static int[] toInts(long[] values) {
        int[] ints = new int[values.length];
        for (int i = 0; i < ints.length; i++) ints[i] = (int) values[i];
        return ints;
    }

    private static int[] offsets(int[] lengths) {
        int[] offsets = new int[lengths.length];
        long next = 0;
        for (int i = 0; i < lengths.length; i++) {
            offsets[i] = (int) next;
            next += lengths[i];
            if (next > Integer.MAX_VALUE) throw new IllegalArgumentException("lengths of more than " + next);
        }
        return offsets;
    }

    private static int total(int[] offsets, int[] lengths) {
        return lengths.length == 0 ? 0 : offsets[lengths.length - 1] + lengths[lengths.length - 1];
    }

    private static boolean[] readBits(int count, ByteReader in) {
        int from = in.skip((count + 7) >>> 3);
        boolean[] bits = new boolean[count];
        for (int i = 0; i < count; i++) bits[i] = (in.array()[from + (i >> 3)] >> (i & 7) & 1) != 0;
        return bits;
    }

    /// Refuses a count that the bytes that are left cannot hold, before arrays of that size are made.
    private static void demand(int count, int width, ByteReader in) {
        if (width < 0 || (long) count * width > in.remaining()) {
            throw new IllegalArgumentException(count + " times " + width + " bytes in " + in.remaining() + " bytes");
        }
    }
}
