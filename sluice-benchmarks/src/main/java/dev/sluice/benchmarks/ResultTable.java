package dev.sluice.benchmarks;

import dev.sluice.api.ForeachWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The result as a sink sees it, as a digest: of each key the last count and sum or, of a result that only grows, all
/// rows. Rows come to it one after the other, whatever the threads.
abstract sealed class ResultTable extends ForeachWriter<ResultTable.Item> {

    /// A row of a result: key, count, sum.
    public record Item(String k, long c, long s) {}

    private long emitted;

    /// Of a result whose rows take the place of earlier ones of their key.
    static ResultTable ofLast() {
        return new Last();
    }

    /// Of a result in which no row takes the place of another, so that none has to be kept.
    static ResultTable ofAll() {
        return new All();
    }

    /// As [#ofLast], of keys that are a letter and a number, which lie close together: millions of them fit in arrays.
    ///
    /// @param first the least number
    static ResultTable ofNumbered(char letter, int first) {
        return new Numbered(letter, first);
    }

    final void put(String key, long count, long sum) {
        emitted++;
        keep(key, count, sum);
    }

    abstract void keep(String key, long count, long sum);

    /// Adds what is kept.
    abstract void addTo(Digest digest);

    final Map<String, Object> digest() {
        var digest = new Digest();
        addTo(digest);
        return digest.of(emitted);
    }

    @Override
    public final boolean open(long partitionId, long epochId) {
        return true;
    }

    @Override
    public final void process(Item item) {
        put(item.k(), item.c(), item.s());
    }

    @Override
    public final void close(@Nullable Throwable error) {}

    private static final class Last extends ResultTable {

        private final Map<String, long[]> rows = new HashMap<>();

        @Override
        void keep(String key, long count, long sum) {
            rows.put(key, new long[] {count, sum});
        }

        @Override
        void addTo(Digest digest) {
            rows.forEach((key, row) -> digest.add(key, row[0], row[1]));
        }
    }

    private static final class All extends ResultTable {

        private final Digest all = new Digest();

        @Override
        void keep(String key, long count, long sum) {
            all.add(key, count, sum);
        }

        @Override
        void addTo(Digest digest) {
            digest.addAll(all);
        }
    }

    private static final class Numbered extends ResultTable {

        private final char letter;
        private final int first;
        private long[] counts = new long[1 << 16];
        private long[] sums = new long[1 << 16];

        private Numbered(char letter, int first) {
            this.letter = letter;
            this.first = first;
        }

        @Override
        void keep(String key, long count, long sum) {
            int at = Integer.parseInt(key, 1, key.length(), 10) - first;
            if (at >= counts.length) {
                int length = Math.max(at + 1, counts.length * 2);
                counts = Arrays.copyOf(counts, length);
                sums = Arrays.copyOf(sums, length);
            }
            counts[at] = count;
            sums[at] = sum;
        }

        @Override
        void addTo(Digest digest) {
            for (int at = 0; at < counts.length; at++) {
                if (counts[at] != 0) digest.add(letter + Integer.toString(first + at), counts[at], sums[at]);
            }
        }
    }
}
