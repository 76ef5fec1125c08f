package dev.sluice.benchmarks.limit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Eight bytes at a time.
final class Words {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private Words() {}

    static long at(byte[] bytes, int from) {
        return (long) LONGS.get(bytes, from);
    }

    static int intAt(byte[] bytes, int from) {
        return (int) INTS.get(bytes, from);
    }

    /// The byte, eight times.
    static long repeated(int value) {
        return ONES * value;
    }

    /// The high bit of each byte of `word` that is the byte repeated in `pattern`; the lowest such bit is exact.
    static long equal(long word, long pattern) {
        long difference = word ^ pattern;
        return (difference - ONES) & ~difference & HIGH;
    }

    /// How many bytes stand before the first that [#equal] found; 8 if it found none.
    static int before(long found) {
        return Long.numberOfTrailingZeros(found) >>> 3;
    }

    /// The first so many bytes, the others zero.
    static long first(long word, int bytes) {
        return bytes >= 8 ? word : word & ((1L << (bytes << 3)) - 1);
    }

    static long mixed(long value) {
        long h = (value ^ (value >>> 32)) * 0x9E3779B97F4A7C15L;
        return h ^ (h >>> 29);
    }
}
