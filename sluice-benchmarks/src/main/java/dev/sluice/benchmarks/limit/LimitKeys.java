package dev.sluice.benchmarks.limit;

import dev.sluice.storage.Storage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// W3 at the limit: rows are dealt out by their keys' hash first, so that each part's table is made at once, by one
/// thread, and fits into the cache.
///
/// Keys are `k` and nine digits, values have no sign.
public final class LimitKeys implements LineScan.Worker {

    /// Takes a key's number, how often it was there, and the sum of its values.
    public interface Result {
        /// @param text has the key
        void key(byte[] text, int from, int length, long count, long sum);
    }

    /// A letter and nine digits.
    private static final int KEY_BYTES = 10;

    private static final int BITS = 8;
    private static final int PARTS = 1 << BITS;
    /// Longs a slot of a part's table: key, count, sum; a count of 0 is free.
    private static final int SLOT = 3;

    private final int[][] keys = new int[PARTS][1 << 12];
    private final int[][] values = new int[PARTS][1 << 12];
    private final int[] sizes = new int[PARTS];

    private LimitKeys() {}

    public static void sum(Storage storage, String directory, int threads, Result result) {
        List<LimitKeys> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) workers.add(new LimitKeys());
        LineScan.run(storage, directory, workers);
        long[][] tables = new long[PARTS][];
        var next = new AtomicInteger();
        LineScan.Threads.run(threads, _ -> {
            for (int part = next.getAndIncrement(); part < PARTS; part = next.getAndIncrement()) {
                tables[part] = table(workers, part);
            }
        });
        byte[] text = new byte[KEY_BYTES];
        text[0] = 'k';
        for (long[] table : tables) {
            for (int at = 0; at < table.length; at += SLOT) {
                if (table[at + 1] == 0) continue;
                long rest = table[at];
                for (int i = KEY_BYTES - 1; i > 0; i--, rest /= 10) text[i] = (byte) ('0' + rest % 10);
                result.key(text, 0, KEY_BYTES, table[at + 1], table[at + 2]);
            }
        }
    }

    @Override
    public void lines(byte[] bytes, int from, int to) {
        for (int at = from; at < to; ) {
            if (bytes[at] != 'k' || bytes[at + 10] != ',') throw new IllegalStateException("other keys than known");
            int key = bytes[at + 1] - '0';
            for (int i = 2; i < 10; i++) key = key * 10 + (bytes[at + i] - '0');
            at += 11;
            int value = 0;
            for (int digit = bytes[at++]; digit != ','; digit = bytes[at++]) value = value * 10 + (digit - '0');
            while (bytes[at] != '\n') at++;
            at++;
            put(key, value);
        }
    }

    private void put(int key, int value) {
        int part = hash(key) >>> (32 - BITS);
        int at = sizes[part]++;
        if (at == keys[part].length) {
            keys[part] = Arrays.copyOf(keys[part], at * 2);
            values[part] = Arrays.copyOf(values[part], at * 2);
        }
        keys[part][at] = key;
        values[part][at] = value;
    }

    private static long[] table(List<LimitKeys> workers, int part) {
        int rows = 0;
        for (LimitKeys worker : workers) rows += worker.sizes[part];
        int capacity = Integer.highestOneBit(Math.max(16, rows) * 2);
        long[] table = new long[capacity * SLOT];
        for (LimitKeys worker : workers) {
            int[] keys = worker.keys[part];
            int[] values = worker.values[part];
            for (int row = 0, size = worker.sizes[part]; row < size; row++)
                add(table, capacity - 1, keys[row], values[row]);
        }
        return table;
    }

    private static void add(long[] table, int mask, long key, int value) {
        int slot = hash((int) key) & mask;
        while (table[slot * SLOT + 1] != 0 && table[slot * SLOT] != key) slot = (slot + 1) & mask;
        int at = slot * SLOT;
        table[at] = key;
        table[at + 1]++;
        table[at + 2] += value;
    }

    /// Its highest bits choose the part, its lowest the slot.
    private static int hash(int key) {
        return (int) (key * 0x9E3779B97F4A7C15L >>> 32);
    }
}
