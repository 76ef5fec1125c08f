package dev.sluice.benchmarks;

import dev.sluice.vector.BytesVector;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.KeyTable;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.Selection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The result as a sink sees it, as a digest: of each key the last count and sum or, of a result that only grows, all
/// rows. The rows of a key come in one partition, one after the other.
final class ResultTable {

    private final Supplier<Part> empty;
    private final Consumer<Digest> shared;
    private final Map<Integer, Part> parts = new TreeMap<>();

    /// @param shared tells what the parts keep in one place
    private ResultTable(Supplier<Part> empty, Consumer<Digest> shared) {
        this.empty = empty;
        this.shared = shared;
    }

    /// Of a result whose rows take the place of earlier ones of their key.
    static ResultTable ofLast() {
        return new ResultTable(Last::new, _ -> {});
    }

    /// Of a result in which no row takes the place of another, so that none has to be kept.
    static ResultTable ofAll() {
        return new ResultTable(All::new, _ -> {});
    }

    /// As [#ofLast], of keys that are a letter and a number, which lie close together: millions of them fit in arrays.
    ///
    /// @param first the least number
    /// @param count how many numbers there are
    static ResultTable ofNumbered(char letter, int first, int count) {
        var numbers = new Numbers(letter, first, new long[2 * count]);
        return new ResultTable(() -> new Numbered(numbers), numbers::addTo);
    }

    /// What has the rows of one partition. Used by one thread at a time.
    synchronized Part part(int partition) {
        return parts.computeIfAbsent(partition, _ -> empty.get());
    }

    void put(String key, long count, long sum) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        part(0).put(bytes, 0, bytes.length, count, sum);
    }

    Map<String, Object> digest() {
        var digest = new Digest();
        long emitted = 0;
        for (Part part : parts.values()) {
            emitted += part.emitted;
            part.addTo(digest);
        }
        shared.accept(digest);
        return digest.of(emitted);
    }

    abstract static sealed class Part {

        private long emitted;

        final void put(byte[] bytes, int from, int length, long count, long sum) {
            emitted++;
            keep(bytes, from, length, count, sum);
        }

        final void put(BytesVector keys, LongVector counts, LongVector sums, Selection rows) {
            emitted += rows.size();
            keep(keys, counts, sums, rows);
        }

        void keep(BytesVector keys, LongVector counts, LongVector sums, Selection rows) {
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                keep(keys.bytes(), keys.offsets()[row], keys.lengths()[row], counts.values()[row], sums.values()[row]);
            }
        }

        abstract void keep(byte[] bytes, int from, int length, long count, long sum);

        /// Adds what is kept.
        abstract void addTo(Digest digest);
    }

    private static final class Last extends Part {

        private final KeyTable keys = new KeyTable();
        private int[] slots = new int[0];
        private long[] counts = new long[1 << 10];
        private long[] sums = new long[1 << 10];

        @Override
        void keep(byte[] bytes, int from, int length, long count, long sum) {
            keep(keys.add(bytes, from, length, KeyEncoder.hash(bytes, from, length)), count, sum);
        }

        @Override
        void keep(BytesVector texts, LongVector counts, LongVector sums, Selection rows) {
            int count = rows.size();
            int[] offsets = new int[count];
            int[] lengths = new int[count];
            int[] hashes = new int[count];
            for (int i = 0; i < count; i++) {
                int row = rows.row(i);
                offsets[i] = texts.offsets()[row];
                lengths[i] = texts.lengths()[row];
                hashes[i] = KeyEncoder.hash(texts.bytes(), offsets[i], lengths[i]);
            }
            if (slots.length < count) slots = new int[count];
            keys.add(new KeyBatch(texts.bytes(), offsets, lengths, hashes, count), slots);
            for (int i = 0; i < count; i++) {
                int row = rows.row(i);
                keep(slots[i], counts.values()[row], sums.values()[row]);
            }
        }

        private void keep(int slot, long count, long sum) {
            if (slot >= counts.length) {
                counts = Arrays.copyOf(counts, slot * 2);
                sums = Arrays.copyOf(sums, slot * 2);
            }
            counts[slot] = count;
            sums[slot] = sum;
        }

        @Override
        void addTo(Digest digest) {
            for (int slot = 0; slot < keys.slots(); slot++) {
                digest.add(keys.bytes(slot), keys.offset(slot), keys.length(slot), counts[slot], sums[slot]);
            }
        }
    }

    private static final class All extends Part {

        private final Digest all = new Digest();

        @Override
        void keep(byte[] bytes, int from, int length, long count, long sum) {
            all.add(bytes, from, length, count, sum);
        }

        @Override
        void addTo(Digest digest) {
            digest.addAll(all);
        }
    }

    /// What all partitions share: each key has a place of its own.
    ///
    /// @param values count and sum of each number; a count of 0 is a number that did not come
    private record Numbers(char letter, int first, long[] values) {

        void addTo(Digest digest) {
            byte[] text = new byte[11];
            for (int at = 0; at < values.length; at += 2) {
                if (values[at] == 0) continue;
                int from = text.length;
                for (int rest = first + at / 2; rest > 0; rest /= 10) text[--from] = (byte) ('0' + rest % 10);
                text[--from] = (byte) letter;
                digest.add(text, from, text.length - from, values[at], values[at + 1]);
            }
        }
    }

    private static final class Numbered extends Part {

        private final Numbers numbers;

        private Numbered(Numbers numbers) {
            this.numbers = numbers;
        }

        @Override
        void keep(byte[] bytes, int from, int length, long count, long sum) {
            int number = 0;
            for (int i = from + 1; i < from + length; i++) number = number * 10 + (bytes[i] - '0');
            int at = 2 * (number - numbers.first);
            numbers.values[at] = count;
            numbers.values[at + 1] = sum;
        }

        @Override
        void addTo(Digest digest) {}
    }
}
