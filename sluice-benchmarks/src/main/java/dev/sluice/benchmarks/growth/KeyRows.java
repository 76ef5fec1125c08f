package dev.sluice.benchmarks.growth;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Split;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.LongVector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of a key and a number, made of the row's own number: the first `keys` rows visit each key once, in a scattered
/// order; those behind them visit keys by chance, all alike.
final class KeyRows implements ChunkReader {

    static final DataType.Struct SCHEMA = new DataType.Struct(
            List.of(Field.of("key", DataType.Atomic.STRING), Field.of("value", DataType.Atomic.LONG)));

    /// Keys are a letter and nine digits, as those of W3.
    private static final int KEY_BYTES = 10;

    private static final int FIRST_KEY = 100_000_000;

    /// A prime, and no divisor of any number of keys here: its multiples visit each of them.
    private static final long STEP = 2_654_435_761L;

    private final long keys;
    private final long end;
    private long next;

    private KeyRows(long keys, long from, long end) {
        this.keys = keys;
        this.end = end;
        next = from;
    }

    /// @param keys how many different ones there are
    static List<Split> splits(long keys, long from, long to, int splitCount) {
        List<Split> splits = new ArrayList<>();
        for (int i = 0; i < splitCount; i++) {
            long begin = from + (to - from) * i / splitCount;
            long end = from + (to - from) * (i + 1) / splitCount;
            if (begin < end) splits.add(() -> new KeyRows(keys, begin, end));
        }
        return splits;
    }

    @Override
    public @Nullable Chunk read() {
        if (next == end) return null;
        int count = (int) Math.min(Chunk.ROWS, end - next);
        byte[] bytes = new byte[count * KEY_BYTES];
        int[] offsets = new int[count];
        int[] lengths = new int[count];
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            long row = next + i;
            offsets[i] = i * KEY_BYTES;
            lengths[i] = KEY_BYTES;
            values[i] = row & 1023;
            write(bytes, i * KEY_BYTES, FIRST_KEY + (int) key(row, keys));
        }
        next += count;
        return Chunk.of(
                count, new BytesVector(bytes, offsets, lengths, null, count), new LongVector(values, null, count));
    }

    /// Which key a row has, from 0 on.
    static long key(long row, long keys) {
        if (row < keys) return row * STEP % keys;
        // The finisher of splitmix64, cut to the range by its upper bits.
        long mixed = row * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return Math.unsignedMultiplyHigh(mixed ^ (mixed >>> 31), keys);
    }

    private static void write(byte[] bytes, int at, int number) {
        bytes[at] = 'k';
        int rest = number;
        for (int i = at + KEY_BYTES - 1; i > at; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    @Override
    public void close() {}
}
