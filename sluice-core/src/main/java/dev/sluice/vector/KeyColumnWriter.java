package dev.sluice.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Writes keys of plain columns in the form of [KeyEncoder], a column at a time: numbers, truth values, byte
/// strings, and structs of these without nulls, such as windows.
final class KeyColumnWriter {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /// Bytes before those of a byte string: the one for null, and the length.
    private static final int BEFORE_BYTES = 5;

    private final byte[] out;
    private final Selection rows;
    /// Where each key goes on.
    private final int[] at;

    KeyColumnWriter(byte[] out, Selection rows, int[] at) {
        this.out = out;
        this.rows = rows;
        this.at = at;
    }

    static boolean writes(Vector vector) {
        return switch (vector) {
            case BooleanVector _, IntVector _, LongVector _, FloatVector _, DoubleVector _, BytesVector _ -> true;
            case ConstantVector(Vector value, _) -> writes(value);
            case DictionaryVector(Vector dictionary, _, _) -> writes(dictionary);
            case StructVector(Vector[] fields, boolean[] nulls, _) ->
                nulls == null && Arrays.stream(fields).allMatch(KeyColumnWriter::writes);
            case NullVector _, DecimalVector _, ArrayVector _, MapVector _ -> false;
        };
    }

    /// Adds to each key's length what the column takes.
    ///
    /// @param column flat
    static void addLengths(Vector column, Selection rows, int[] lengths) {
        switch (column) {
            case BooleanVector v -> addFixed(1, v.nulls(), rows, lengths);
            case IntVector v -> addFixed(Integer.BYTES, v.nulls(), rows, lengths);
            case FloatVector v -> addFixed(Float.BYTES, v.nulls(), rows, lengths);
            case LongVector v -> addFixed(Long.BYTES, v.nulls(), rows, lengths);
            case DoubleVector v -> addFixed(Double.BYTES, v.nulls(), rows, lengths);
            case BytesVector v -> addBytes(v, rows, lengths);
            case StructVector v -> {
                for (int i = 0; i < rows.size(); i++) lengths[i]++;
                for (Vector field : v.fields()) addLengths(Vectors.flatten(field), rows, lengths);
            }
            default -> throw notPlain(column);
        }
    }

    private static void addFixed(int bytes, boolean @Nullable [] nulls, Selection rows, int[] lengths) {
        for (int i = 0; i < rows.size(); i++) lengths[i] += nulls != null && nulls[rows.row(i)] ? 1 : 1 + bytes;
    }

    private static void addBytes(BytesVector vector, Selection rows, int[] lengths) {
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            lengths[i] += vector.isNull(row) ? 1 : BEFORE_BYTES + vector.lengths()[row];
        }
    }

    /// @param column flat
    void write(Vector column) {
        switch (column) {
            case BooleanVector v -> {
                for (int i = 0; i < rows.size(); i++) {
                    int row = rows.row(i);
                    if (begin(i, v.isNull(row))) out[at[i]++] = (byte) (v.values()[row] ? 1 : 0);
                }
            }
            case IntVector v -> {
                for (int i = 0; i < rows.size(); i++) {
                    int row = rows.row(i);
                    if (begin(i, v.isNull(row))) writeInt(i, v.values()[row]);
                }
            }
            case FloatVector v -> {
                for (int i = 0; i < rows.size(); i++) {
                    int row = rows.row(i);
                    if (begin(i, v.isNull(row))) writeInt(i, Float.floatToIntBits(v.values()[row] + 0.0f));
                }
            }
            case LongVector v -> {
                for (int i = 0; i < rows.size(); i++) {
                    int row = rows.row(i);
                    if (begin(i, v.isNull(row))) writeLong(i, v.values()[row]);
                }
            }
            case DoubleVector v -> {
                for (int i = 0; i < rows.size(); i++) {
                    int row = rows.row(i);
                    if (begin(i, v.isNull(row))) writeLong(i, Double.doubleToLongBits(v.values()[row] + 0.0));
                }
            }
            case BytesVector v -> writeBytes(v);
            case StructVector v -> {
                for (int i = 0; i < rows.size(); i++) begin(i, false);
                for (Vector field : v.fields()) write(Vectors.flatten(field));
            }
            default -> throw notPlain(column);
        }
    }

    private void writeBytes(BytesVector v) {
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (!begin(i, v.isNull(row))) continue;
            int length = v.lengths()[row];
            writeInt(i, length);
            System.arraycopy(v.bytes(), v.offsets()[row], out, at[i], length);
            at[i] += length;
        }
    }

    /// Byte strings alone, one behind the other. Each may write some bytes beyond its end, where the next one will be.
    ///
    /// @param out has room for 16 bytes more than the keys take
    /// @param from where the first key begins
    static void writeAlone(BytesVector v, Selection rows, byte[] out, int from) {
        byte[] bytes = v.bytes();
        int at = from;
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (v.isNull(row)) {
                out[at++] = 0;
                continue;
            }
            int offset = v.offsets()[row];
            int length = v.lengths()[row];
            out[at] = 1;
            INT.set(out, at + 1, length);
            at += BEFORE_BYTES;
            if (length <= 16 && offset + 16 <= bytes.length) {
                ByteWords.set(out, at, ByteWords.at(bytes, offset));
                ByteWords.set(out, at + 8, ByteWords.at(bytes, offset + 8));
            } else {
                System.arraycopy(bytes, offset, out, at, length);
            }
            at += length;
        }
    }

    private boolean begin(int i, boolean isNull) {
        out[at[i]++] = (byte) (isNull ? 0 : 1);
        return !isNull;
    }

    private void writeInt(int i, int value) {
        INT.set(out, at[i], value);
        at[i] += Integer.BYTES;
    }

    private void writeLong(int i, long value) {
        LONG.set(out, at[i], value);
        at[i] += Long.BYTES;
    }

    private static IllegalArgumentException notPlain(Vector column) {
        return new IllegalArgumentException("not a plain column: " + column.physical());
    }
}
