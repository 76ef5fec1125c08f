package dev.sluice.vector;

import dev.sluice.type.DataType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Reads keys of plain columns in the form of [KeyEncoder], a column at a time.
final class KeyColumnReader {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final int count;
    /// Which bytes each key lies in.
    private final byte[][] sources;
    /// Where each key goes on.
    private final int[] at;

    KeyColumnReader(KeyEncoder.KeySource source, int count) {
        this.count = count;
        sources = new byte[count][];
        at = new int[count];
        for (int i = 0; i < count; i++) {
            sources[i] = source.bytes(i);
            at[i] = source.offset(i);
        }
    }

    static boolean reads(DataType type) {
        return switch (type.physical()) {
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE, BYTES -> true;
            case NULL, DECIMAL, ARRAY, MAP, STRUCT -> false;
        };
    }

    Vector read(DataType type) {
        boolean[] nulls = nulls();
        return switch (type.physical()) {
            case BOOLEAN -> {
                boolean[] values = new boolean[count];
                for (int i = 0; i < count; i++) values[i] = has(nulls, i) && sources[i][at[i]++] != 0;
                yield new BooleanVector(values, nulls, count);
            }
            case INT -> {
                int[] values = new int[count];
                for (int i = 0; i < count; i++) if (has(nulls, i)) values[i] = readInt(i);
                yield new IntVector(values, nulls, count);
            }
            case FLOAT -> {
                float[] values = new float[count];
                for (int i = 0; i < count; i++) if (has(nulls, i)) values[i] = Float.intBitsToFloat(readInt(i));
                yield new FloatVector(values, nulls, count);
            }
            case LONG -> {
                long[] values = new long[count];
                for (int i = 0; i < count; i++) if (has(nulls, i)) values[i] = readLong(i);
                yield new LongVector(values, nulls, count);
            }
            case DOUBLE -> {
                double[] values = new double[count];
                for (int i = 0; i < count; i++) if (has(nulls, i)) values[i] = Double.longBitsToDouble(readLong(i));
                yield new DoubleVector(values, nulls, count);
            }
            case BYTES -> readBytes(nulls);
            case NULL, DECIMAL, ARRAY, MAP, STRUCT -> throw new IllegalArgumentException("not a plain type: " + type);
        };
    }

    private BytesVector readBytes(boolean @Nullable [] nulls) {
        int[] offsets = new int[count];
        int[] lengths = new int[count];
        int total = 0;
        for (int i = 0; i < count; i++) {
            if (has(nulls, i)) lengths[i] = readInt(i);
            offsets[i] = total;
            total = Math.addExact(total, lengths[i]);
        }
        byte[] bytes = new byte[total];
        for (int i = 0; i < count; i++) {
            System.arraycopy(sources[i], at[i], bytes, offsets[i], lengths[i]);
            at[i] += lengths[i];
        }
        return new BytesVector(bytes, offsets, lengths, nulls, count);
    }

    /// Which of the column's values are null, or null if none is.
    private boolean @Nullable [] nulls() {
        boolean[] nulls = null;
        for (int i = 0; i < count; i++) {
            if (sources[i][at[i]++] != 0) continue;
            if (nulls == null) nulls = new boolean[count];
            nulls[i] = true;
        }
        return nulls;
    }

    private static boolean has(boolean @Nullable [] nulls, int i) {
        return nulls == null || !nulls[i];
    }

    private int readInt(int i) {
        int value = (int) INT.get(sources[i], at[i]);
        at[i] += Integer.BYTES;
        return value;
    }

    private long readLong(int i) {
        long value = (long) LONG.get(sources[i], at[i]);
        at[i] += Long.BYTES;
        return value;
    }
}
