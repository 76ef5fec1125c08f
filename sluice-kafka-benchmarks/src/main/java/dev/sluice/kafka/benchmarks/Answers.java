package dev.sluice.kafka.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Reads what an engine answers, in a thread of its own, and notes when.
///
/// A result of `map` carries the number of its record. One of `count` is a key and how many records it has had: so it
/// answers those of the key up to that one, as far as no earlier one did.
final class Answers implements AutoCloseable {

    static final String PROBE = "probe";

    private static final int DIGITS = 10;

    private final KafkaConsumer<String, String> consumer;
    private final boolean counts;
    private final AtomicLongArray sentNanos;
    private final AtomicLongArray takenNanos; // 0: no answer yet
    private final int[] seen = new int[Load.KEYS];
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean hasProbe;
    private long resultCount;
    private int answered;

    Answers(String servers, int records, boolean counts) {
        this.counts = counts;
        sentNanos = new AtomicLongArray(records);
        takenNanos = new AtomicLongArray(records);
        Map<String, Object> client = Map.of(
                "bootstrap.servers", servers,
                "group.id", "load",
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed");
        consumer = new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer());
        consumer.subscribe(List.of("out"));
        thread = Thread.ofPlatform().daemon().start(this::read);
    }

    /// As results of `map` carry it.
    static String number(int record) {
        String digits = String.valueOf(record);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    void sent(int record, long nanos) {
        sentNanos.set(record, nanos);
    }

    boolean hasProbe() {
        return hasProbe;
    }

    private void read() {
        while (!closed) {
            for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
                add(record, System.nanoTime());
            }
        }
        consumer.close();
    }

    private synchronized void add(ConsumerRecord<String, String> record, long now) {
        if (record.key().equals(PROBE)) {
            hasProbe = true;
            return;
        }
        resultCount++;
        if (!counts) {
            answer(Integer.parseInt(record.value(), 0, DIGITS, 10), now);
            return;
        }
        int key = Integer.parseInt(record.key());
        int count = Integer.parseInt(record.value());
        for (int i = seen[key]; i < count; i++) answer(i * Load.KEYS + key, now);
        seen[key] = Math.max(seen[key], count);
    }

    private void answer(int record, long now) {
        if (takenNanos.get(record) != 0) return;
        takenNanos.set(record, now - sentNanos.get(record));
        if (++answered == takenNanos.length()) notifyAll();
    }

    /// Waits until all are answered, but not for longer.
    synchronized void await(long millis) throws InterruptedException {
        long end = System.currentTimeMillis() + millis;
        for (long left = millis; missing() > 0 && left > 0; left = end - System.currentTimeMillis()) wait(left);
    }

    synchronized int missing() {
        return takenNanos.length() - answered;
    }

    synchronized long resultCount() {
        return resultCount;
    }

    /// What the answers to records from this one on took, in order.
    synchronized long[] sortedNanos(int from) {
        long[] nanos = new long[takenNanos.length()];
        int size = 0;
        for (int i = from; i < nanos.length; i++) {
            if (takenNanos.get(i) != 0) nanos[size++] = takenNanos.get(i);
        }
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        return sorted;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
