package dev.sluice.vector;

import dev.sluice.type.DataType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/// Writes key columns as bytes, and reads them back.
///
/// The form of a key is each column in turn: one byte, 0 for null and 1 for a value, then the value: fixed-width kinds
/// in big-endian order, byte strings, lists and decimals behind their length in four bytes. A map is written as a list
/// of its entries in the order of their keys: so maps are equal in whatever order their entries are. NaN has one form,
/// and -0.0 is written as 0.0, as Spark normalises keys (`NormalizeFloatingNumbers`). State on disk holds keys in this
/// form, so it cannot change without a new version of the checkpoint's format.
public final class KeyEncoder {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /// Behind the keys there is always room for so many bytes.
    private static final int SLACK = 16;

    private final List<DataType> types;
    private byte[] buffer = new byte[1 << 12];
    private int used;

    public KeyEncoder(List<DataType> types) {
        this.types = List.copyOf(types);
    }

    /// The keys of the selected rows. The result's arrays are reused by the next call.
    ///
    /// @param columns one vector for each key column
    public KeyBatch encode(Vector[] columns, Selection rows) {
        int count = rows.size();
        int[] offsets = new int[count];
        int[] lengths = new int[count];
        if (arePlain(columns)) {
            encodeColumns(columns, rows, offsets, lengths);
        } else {
            encodeRows(columns, rows, offsets, lengths);
        }
        int[] hashes = new int[count];
        for (int i = 0; i < count; i++) hashes[i] = hash(buffer, offsets[i], lengths[i]);
        return new KeyBatch(buffer, offsets, lengths, hashes, count);
    }

    private static boolean arePlain(Vector[] columns) {
        for (Vector column : columns) {
            if (!KeyColumnWriter.writes(column)) return false;
        }
        return true;
    }

    private void encodeColumns(Vector[] columns, Selection rows, int[] offsets, int[] lengths) {
        Vector[] flat = new Vector[columns.length];
        for (int c = 0; c < columns.length; c++) {
            flat[c] = Vectors.flatten(columns[c]);
            KeyColumnWriter.addLengths(flat[c], rows, lengths);
        }
        used = 0;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = used;
            used = Math.addExact(used, lengths[i]);
        }
        reserve(0);
        if (flat.length == 1 && flat[0] instanceof BytesVector texts) {
            KeyColumnWriter.writeAlone(texts, rows, buffer, 0);
            return;
        }
        var writer = new KeyColumnWriter(buffer, rows, offsets.clone());
        for (Vector column : flat) writer.write(column);
    }

    private void encodeRows(Vector[] columns, Selection rows, int[] offsets, int[] lengths) {
        used = 0;
        for (int i = 0; i < offsets.length; i++) {
            int row = rows.row(i);
            offsets[i] = used;
            for (Vector column : columns) write(column, row);
            lengths[i] = used - offsets[i];
        }
    }

    /// The key columns of the given keys.
    ///
    /// @param source tells where key `i` of `count` begins
    public Vector[] decode(KeySource source, int count) {
        if (types.stream().allMatch(KeyColumnReader::reads)) {
            var columns = new KeyColumnReader(source, count);
            return types.stream().map(columns::read).toArray(Vector[]::new);
        }
        VectorBuilder[] builders =
                types.stream().map(type -> VectorBuilder.of(type, count)).toArray(VectorBuilder[]::new);
        var reader = new Reader();
        for (int i = 0; i < count; i++) {
            reader.bytes = source.bytes(i);
            reader.at = source.offset(i);
            for (int c = 0; c < builders.length; c++) reader.read(types.get(c), builders[c]);
        }
        return Arrays.stream(builders).map(VectorBuilder::build).toArray(Vector[]::new);
    }

    /// The key columns of the keys of a batch.
    public Vector[] decode(KeyBatch keys) {
        return decode(
                new KeySource() {
                    @Override
                    public byte[] bytes(int i) {
                        return keys.bytes();
                    }

                    @Override
                    public int offset(int i) {
                        return keys.offsets()[i];
                    }
                },
                keys.count());
    }

    /// Where encoded keys lie.
    public interface KeySource {
        byte[] bytes(int i);

        int offset(int i);
    }

    /// A hash of bytes that spreads well in all bits.
    public static int hash(byte[] bytes, int offset, int length) {
        long h = length * 0x9E3779B97F4A7C15L;
        int i = offset;
        int end = offset + length;
        for (; i + Long.BYTES <= end; i += Long.BYTES) h = mix(h ^ ByteWords.at(bytes, i));
        h = mix(h ^ ByteWords.first(bytes, i, end - i));
        return (int) (h ^ (h >>> 32));
    }

    private static long mix(long h) {
        long x = h * 0xBF58476D1CE4E5B9L;
        return x ^ (x >>> 29);
    }

    private void write(Vector vector, int row) {
        switch (vector) {
            case ConstantVector(Vector value, _) -> write(value, 0);
            case DictionaryVector(Vector dictionary, int[] ids, _) -> write(dictionary, ids[row]);
            default -> {
                reserve(9);
                if (vector.isNull(row)) {
                    buffer[used++] = 0;
                } else {
                    buffer[used++] = 1;
                    writeValue(vector, row);
                }
            }
        }
    }

    private void writeValue(Vector vector, int row) {
        switch (vector) {
            case BooleanVector v -> buffer[used++] = (byte) (v.values()[row] ? 1 : 0);
            case IntVector v -> writeInt(v.values()[row]);
            case LongVector v -> writeLong(v.values()[row]);
            case FloatVector v -> writeInt(Float.floatToIntBits(v.values()[row] + 0.0f));
            case DoubleVector v -> writeLong(Double.doubleToLongBits(v.values()[row] + 0.0));
            case DecimalVector v -> writeDecimal(v, row);
            case BytesVector v -> writeBytes(v.bytes(), v.offsets()[row], v.lengths()[row]);
            case ArrayVector v -> {
                writeInt(v.lengths()[row]);
                for (int i = 0; i < v.lengths()[row]; i++) write(v.elements(), v.offsets()[row] + i);
            }
            case StructVector v -> {
                for (Vector field : v.fields()) write(field, row);
            }
            case MapVector v -> writeMap(v, row);
            case NullVector _ -> {}
            case ConstantVector _, DictionaryVector _ ->
                throw new IllegalArgumentException("no key form for " + vector.physical());
        }
    }

    private void writeMap(MapVector map, int row) {
        Integer[] entries = new Integer[map.lengths()[row]];
        Arrays.setAll(entries, i -> map.offsets()[row] + i);
        Arrays.sort(entries, (a, b) -> ValueOrder.compare(map.keys(), a, map.keys(), b));
        writeInt(entries.length);
        for (int entry : entries) {
            write(map.keys(), entry);
            write(map.values(), entry);
        }
    }

    private void writeDecimal(DecimalVector vector, int row) {
        BigDecimal value = java.util.Objects.requireNonNull(vector.values()[row]);
        byte[] unscaled = value.unscaledValue().toByteArray();
        writeBytes(unscaled, 0, unscaled.length);
    }

    private void writeBytes(byte[] bytes, int offset, int length) {
        reserve(length + 4);
        INT.set(buffer, used, length);
        System.arraycopy(bytes, offset, buffer, used + 4, length);
        used += length + 4;
    }

    private void writeInt(int value) {
        reserve(4);
        INT.set(buffer, used, value);
        used += 4;
    }

    private void writeLong(long value) {
        reserve(8);
        LONG.set(buffer, used, value);
        used += 8;
    }

    private void reserve(int more) {
        int needed = Math.addExact(used, more + SLACK);
        if (needed > buffer.length) buffer = Arrays.copyOf(buffer, Math.max(needed, buffer.length * 2));
    }

    private static final class Reader {
        private byte[] bytes = new byte[0];
        private int at;

        void read(DataType type, VectorBuilder out) {
            if (bytes[at++] == 0) {
                out.appendNull();
                return;
            }
            switch (out) {
                case VectorBuilder.Booleans b -> b.append(bytes[at++] != 0);
                case VectorBuilder.Ints b -> b.append(readInt());
                case VectorBuilder.Longs b -> b.append(readLong());
                case VectorBuilder.Floats b -> b.append(Float.intBitsToFloat(readInt()));
                case VectorBuilder.Doubles b -> b.append(Double.longBitsToDouble(readLong()));
                case VectorBuilder.Decimals b -> {
                    int length = readInt();
                    b.append(new BigDecimal(new BigInteger(bytes, at, length), ((DataType.Decimal) type).scale()));
                    at += length;
                }
                case VectorBuilder.Bytes b -> {
                    int length = readInt();
                    b.append(bytes, at, length);
                    at += length;
                }
                case VectorBuilder.Lists b -> {
                    int length = readInt();
                    for (int i = 0; i < length; i++) read(((DataType.Array) type).element(), b.elements());
                    b.endRow();
                }
                case VectorBuilder.Structs b -> {
                    var struct = (DataType.Struct) type;
                    for (int i = 0; i < struct.size(); i++) read(struct.field(i).type(), b.field(i));
                    b.endRow();
                }
                case VectorBuilder.Maps b -> {
                    var map = (DataType.Map) type;
                    int length = readInt();
                    for (int i = 0; i < length; i++) {
                        read(map.key(), b.keys());
                        read(map.value(), b.values());
                    }
                    b.endRow();
                }
                case VectorBuilder.Nulls _ -> throw new IllegalStateException("no key form for " + type);
            }
        }

        private int readInt() {
            int value = (int) INT.get(bytes, at);
            at += 4;
            return value;
        }

        private long readLong() {
            long value = (long) LONG.get(bytes, at);
            at += 8;
            return value;
        }
    }
}
