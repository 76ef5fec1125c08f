package dev.sluice.benchmarks.limit;

import dev.sluice.storage.Storage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// W1 at the limit: words of at most 16 bytes are two longs and a count in an open table of each thread; a thousand of
/// them are found first and looked up then, so that the misses of the cache overlap.
public final class LimitWords implements LineScan.Worker {

    /// Takes a word and how often it was there.
    public interface Result {
        void word(String word, long count);
    }

    private static final long SPACES = Words.repeated(' ');
    private static final long NEWLINES = Words.repeated('\n');
    private static final int BATCH = 1024;
    /// Longs a slot: first and second half of the word, count; 0 is free.
    private static final int SLOT = 4;

    private long[] table = new long[(1 << 16) * SLOT];
    private int used;
    private final long[] firsts = new long[BATCH];
    private final long[] seconds = new long[BATCH];
    /// Longer words.
    private final Map<String, long[]> others = new HashMap<>();

    private LimitWords() {}

    public static void count(Storage storage, String directory, int threads, Result result) {
        List<LimitWords> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) workers.add(new LimitWords());
        LineScan.run(storage, directory, workers);
        LimitWords all = workers.getFirst();
        for (LimitWords other : workers.subList(1, threads)) all.addAll(other);
        all.tell(result);
    }

    @Override
    public void lines(byte[] bytes, int from, int to) {
        int found = 0;
        for (int at = from; at < to; ) {
            long first = Words.at(bytes, at);
            long second = Words.at(bytes, at + 8);
            int length = Words.before(Words.equal(first, SPACES) | Words.equal(first, NEWLINES));
            if (length == 8) length += Words.before(Words.equal(second, SPACES) | Words.equal(second, NEWLINES));
            if (length == 16 && bytes[at + 16] != ' ' && bytes[at + 16] != '\n') {
                at = longWord(bytes, at) + 1;
                continue;
            }
            firsts[found] = Words.first(first, length);
            seconds[found] = length <= 8 ? 0 : Words.first(second, length - 8);
            at += length + 1;
            if (++found == BATCH) {
                count(found);
                found = 0;
            }
        }
        count(found);
    }

    private int longWord(byte[] bytes, int from) {
        int to = from + 16;
        while (bytes[to] != ' ' && bytes[to] != '\n') to++;
        String word = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        others.computeIfAbsent(word, _ -> new long[1])[0]++;
        return to;
    }

    private void count(int found) {
        while ((used + found) * 2L > table.length / SLOT) grow();
        for (int i = 0; i < found; i++) add(firsts[i], seconds[i], 1);
    }

    private void add(long first, long second, long count) {
        long[] slots = table;
        int mask = slots.length - 1;
        int at = (int) Words.mixed(first ^ (second * 0xC2B2AE3D27D4EB4FL)) * SLOT & mask;
        while (slots[at + 2] != 0 && (slots[at] != first || slots[at + 1] != second)) at = (at + SLOT) & mask;
        if (slots[at + 2] == 0) used++;
        slots[at] = first;
        slots[at + 1] = second;
        slots[at + 2] += count;
    }

    private void grow() {
        long[] old = table;
        table = new long[old.length * 2];
        used = 0;
        addSlots(old);
    }

    private void addSlots(long[] slots) {
        for (int at = 0; at < slots.length; at += SLOT) {
            if (slots[at + 2] != 0) add(slots[at], slots[at + 1], slots[at + 2]);
        }
    }

    private void addAll(LimitWords other) {
        while ((used + other.used) * 2L > table.length / SLOT) grow();
        addSlots(other.table);
        other.others.forEach((word, count) -> others.computeIfAbsent(word, _ -> new long[1])[0] += count[0]);
    }

    private void tell(Result result) {
        byte[] text = new byte[16];
        for (int at = 0; at < table.length; at += SLOT) {
            if (table[at + 2] == 0) continue;
            int length = 0;
            for (long rest = table[at]; rest != 0; rest >>>= 8) text[length++] = (byte) rest;
            for (long rest = table[at + 1]; rest != 0; rest >>>= 8) text[length++] = (byte) rest;
            result.word(new String(text, 0, length, StandardCharsets.UTF_8), table[at + 2]);
        }
        others.forEach((word, count) -> result.word(word, count[0]));
    }
}
