package dev.sluice.vector;

import dev.sluice.type.DataType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Objects;

/// Writes one column in the form that [ChunkCodec] describes.
final class ColumnWriter {

    private ColumnWriter() {}

    /// @param rows which rows of the vector, in the order to write
    static void write(DataType type, Vector vector, int[] rows, int count, ByteWriter out) {
        switch (vector) {
            case ConstantVector(Vector value, _) -> write(type, value, new int[count], count, out);
            case DictionaryVector(Vector dictionary, int[] ids, _) -> {
                int[] through = new int[count];
                for (int i = 0; i < count; i++) through[i] = ids[rows[i]];
                write(type, dictionary, through, count, out);
            }
            default -> writeFlat(type, vector, rows, count, out);
        }
    }

    private static void writeFlat(DataType type, Vector vector, int[] rows, int count, ByteWriter out) {
        out.writeByte(ChunkCodec.kind(type));
        int[] present = vector.mayHaveNulls() ? presentRows(vector, rows, count) : rows;
        int presentCount = vector.mayHaveNulls() ? present.length : count;
        if (presentCount == count) {
            out.writeByte(0);
        } else if (presentCount == 0) {
            out.writeByte(2);
            return;
        } else {
            out.writeByte(1);
            boolean[] nulls = new boolean[count];
            for (int i = 0; i < count; i++) nulls[i] = vector.isNull(rows[i]);
            writeBits(nulls, count, out);
        }
        writeValues(type, vector, present, presentCount, out);
    }

    private static int[] presentRows(Vector vector, int[] rows, int count) {
        int[] present = new int[count];
        int found = 0;
        for (int i = 0; i < count; i++) {
            if (!vector.isNull(rows[i])) present[found++] = rows[i];
        }
        return found == count ? present : Arrays.copyOf(present, found);
    }

    private static void writeValues(DataType type, Vector vector, int[] rows, int count, ByteWriter out) {
        switch (vector) {
            case NullVector _ -> {}
            case BooleanVector v -> {
                boolean[] values = new boolean[count];
                for (int i = 0; i < count; i++) values[i] = v.values()[rows[i]];
                writeBits(values, count, out);
            }
            case IntVector v -> {
                long[] values = new long[count];
                for (int i = 0; i < count; i++) values[i] = v.values()[rows[i]];
                writeWhole(values, count, out);
            }
            case LongVector v -> {
                long[] values = new long[count];
                for (int i = 0; i < count; i++) values[i] = v.values()[rows[i]];
                writeWhole(values, count, out);
            }
            case FloatVector v -> {
                out.reserve(Math.multiplyExact(4, count));
                for (int i = 0; i < count; i++) out.writeInt(Float.floatToRawIntBits(v.values()[rows[i]]));
            }
            case DoubleVector v -> {
                out.reserve(Math.multiplyExact(8, count));
                for (int i = 0; i < count; i++) out.writeLong(Double.doubleToRawLongBits(v.values()[rows[i]]));
            }
            case DecimalVector v -> writeDecimals((DataType.Decimal) type, v, rows, count, out);
            case BytesVector v -> {
                writeLengths(v.lengths(), rows, count, out);
                for (int i = 0; i < count; i++) {
                    out.writeBytes(v.bytes(), v.offsets()[rows[i]], v.lengths()[rows[i]]);
                }
            }
            case ArrayVector v -> {
                writeLengths(v.lengths(), rows, count, out);
                int[] inner = innerRows(v.offsets(), v.lengths(), rows, count);
                write(((DataType.Array) type).element(), v.elements(), inner, inner.length, out);
            }
            case MapVector v -> {
                writeLengths(v.lengths(), rows, count, out);
                int[] inner = innerRows(v.offsets(), v.lengths(), rows, count);
                write(((DataType.Map) type).key(), v.keys(), inner, inner.length, out);
                write(((DataType.Map) type).value(), v.values(), inner, inner.length, out);
            }
            case StructVector v -> {
                var fields = ((DataType.Struct) type).fields();
                for (int i = 0; i < fields.size(); i++) write(fields.get(i).type(), v.fields()[i], rows, count, out);
            }
            case ConstantVector _, DictionaryVector _ -> throw new IllegalStateException("not flat: " + vector);
        }
    }

    private static void writeDecimals(
            DataType.Decimal type, DecimalVector vector, int[] rows, int count, ByteWriter out) {
        byte[][] unscaled = new byte[count][];
        long[] lengths = new long[count];
        for (int i = 0; i < count; i++) {
            BigDecimal value = Objects.requireNonNull(vector.values()[rows[i]]);
            unscaled[i] = value.setScale(type.scale()).unscaledValue().toByteArray();
            lengths[i] = unscaled[i].length;
        }
        writeWhole(lengths, count, out);
        for (byte[] value : unscaled) out.writeBytes(value, 0, value.length);
    }

    private static void writeLengths(int[] lengths, int[] rows, int count, ByteWriter out) {
        long[] gathered = new long[count];
        for (int i = 0; i < count; i++) gathered[i] = lengths[rows[i]];
        writeWhole(gathered, count, out);
    }

    private static int[] innerRows(int[] offsets, int[] lengths, int[] rows, int count) {
        int total = 0;
        for (int i = 0; i < count; i++) total = Math.addExact(total, lengths[rows[i]]);
        int[] inner = new int[total];
        int next = 0;
        for (int i = 0; i < count; i++) {
            int start = offsets[rows[i]];
            for (int j = 0; j < lengths[rows[i]]; j++) inner[next++] = start + j;
        }
        return inner;
    }

    /// Whole numbers as distances from the least of them, all in the fewest bytes that hold the greatest distance.
    private static void writeWhole(long[] values, int count, ByteWriter out) {
        long least = count == 0 ? 0 : values[0];
        long greatest = least;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, values[i]);
            greatest = Math.max(greatest, values[i]);
        }
        // A distance above Long.MAX_VALUE wraps around to its unsigned form, and so back again when it is read.
        int width = bytesFor(greatest - least);
        out.writeLong(least);
        out.writeByte(width);
        out.reserve(Math.multiplyExact(width, count));
        switch (width) {
            case 0 -> {}
            case 1 -> {
                for (int i = 0; i < count; i++) out.writeByte((int) (values[i] - least));
            }
            case 2 -> {
                for (int i = 0; i < count; i++) out.writeShort((int) (values[i] - least));
            }
            case 4 -> {
                for (int i = 0; i < count; i++) out.writeInt((int) (values[i] - least));
            }
            default -> {
                for (int i = 0; i < count; i++) out.writeLong(values[i] - least);
            }
        }
    }

    private static int bytesFor(long distance) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(distance);
        return bits == 0 ? 0 : bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
    }

    private static void writeBits(boolean[] values, int count, ByteWriter out) {
        for (int i = 0; i < count; i += 8) {
            int bits = 0;
            for (int j = i; j < Math.min(count, i + 8); j++) {
                if (values[j]) bits |= 1 << (j - i);
            }
            out.writeByte(bits);
        }
    }
}
