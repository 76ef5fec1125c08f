package dev.sluice.state;

import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.ChunkCodec;
import dev.sluice.vector.Vector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/// The form of a store's rows in a backend. Keys and values are those of the log.
///
/// ```text
/// row    store 4 | 0 | key               ──▶ a chunk of one row
/// time   store 4 | 1 | time 8 | key      ──▶ nothing
/// ```
///
/// Times are in big-endian order with the sign turned over, so that they are sorted.
final class BackedRows {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final byte ROW = 0;
    private static final byte TIME = 1;
    private static final byte BEYOND = 2;

    /// Before the key of a row.
    static final int KEY_AT = 5;
    /// Before the key behind a time.
    static final int TIMED_KEY_AT = 13;

    private final int store;
    private final ChunkCodec codec;

    BackedRows(StateSpec spec, int store) {
        this.store = store;
        List<DataType> types = spec.value().fields().stream().map(Field::type).toList();
        codec = new ChunkCodec(types);
    }

    byte[] row(byte[] bytes, int offset, int length) {
        byte[] key = head(ROW, KEY_AT + length);
        System.arraycopy(bytes, offset, key, KEY_AT, length);
        return key;
    }

    byte[] time(long time, byte[] bytes, int offset, int length) {
        byte[] key = head(TIME, TIMED_KEY_AT + length);
        LONG.set(key, KEY_AT, time ^ Long.MIN_VALUE);
        System.arraycopy(bytes, offset, key, TIMED_KEY_AT, length);
        return key;
    }

    static long timeOf(byte[] timeKey) {
        return (long) LONG.get(timeKey, KEY_AT) ^ Long.MIN_VALUE;
    }

    byte[] firstRow() {
        return head(ROW, KEY_AT);
    }

    byte[] behindRows() {
        return head(TIME, KEY_AT);
    }

    byte[] firstTime() {
        return head(TIME, KEY_AT);
    }

    /// Behind all that are due at a time.
    byte[] behindTime(long time) {
        if (time == Long.MAX_VALUE) return behindAll();
        byte[] key = head(TIME, TIMED_KEY_AT);
        LONG.set(key, KEY_AT, (time + 1) ^ Long.MIN_VALUE);
        return key;
    }

    byte[] behindAll() {
        return head(BEYOND, KEY_AT);
    }

    /// The first bytes string that does not begin with these and comes behind those that do. There is one: none of ours
    /// begins with ones alone.
    static byte[] behind(byte[] prefix) {
        int last = prefix.length - 1;
        while (prefix[last] == -1) last--;
        byte[] next = Arrays.copyOf(prefix, last + 1);
        next[last]++;
        return next;
    }

    byte[] value(Vector[] columns) {
        return codec.encode(Chunk.of(1, columns));
    }

    Vector[] columns(byte[] value) {
        return codec.decode(value).columns();
    }

    private byte[] head(byte kind, int length) {
        byte[] key = new byte[length];
        INT.set(key, 0, store);
        key[4] = kind;
        return key;
    }
}
