package dev.sluice.runner;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What came of the query, as a digest that does not depend on the order of rows; all tasks are in this process. A row
 * is a text, its cells as Spark's CAST(... AS STRING) writes them with {@link #BETWEEN} between them.
 */
public final class Answer {

    public static final String BETWEEN = " | ";

    private static final LongAdder EMITTED = new LongAdder();
    /** Of rows without a key. */
    private static final LongAdder ROWS = new LongAdder();

    private static final LongAdder CHECKSUM = new LongAdder();
    /** Of rows with a key, the hash of the last one. */
    private static final Map<String, Long> LAST = new ConcurrentHashMap<>();

    private Answer() {}

    public static void add(CharSequence row) {
        EMITTED.increment();
        ROWS.increment();
        CHECKSUM.add(hash(row));
    }

    /** The row takes the place of the last one with the key. */
    public static void put(String key, CharSequence row) {
        EMITTED.increment();
        LAST.put(key, hash(row));
    }

    public static void remove(String key) {
        EMITTED.increment();
        LAST.remove(key);
    }

    /** Tells it in the fields of all runners. */
    public static void tell(Map<String, Object> line) {
        long rows = ROWS.sum() + LAST.size();
        line.put("emitted", EMITTED.sum());
        line.put("groups", rows);
        line.put("total", rows);
        long last = LAST.values().stream().mapToLong(Long::longValue).sum();
        line.put("checksum", String.format("%016x", CHECKSUM.sum() + last));
    }

    /** FNV-1a over the characters, its bits mixed by the finalizer of MurmurHash3. */
    private static long hash(CharSequence text) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) h = (h ^ text.charAt(i)) * 0x100000001b3L;
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
