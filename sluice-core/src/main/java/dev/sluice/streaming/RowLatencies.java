package dev.sluice.streaming;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Split;
import dev.sluice.connector.Wanted;
import dev.sluice.progress.QueryProgress;
import dev.sluice.vector.Chunk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How long rows took from their source to the sinks, in one micro-batch.
///
/// Readers note when the rows they give came, and [#reached] counts them when they are through. Counts are kept by
/// length: of each power of two microseconds there are 32 parts, so a figure is right to a thirtieth.
final class RowLatencies {

    private static final int PART_BITS = 5;
    private static final int PARTS = 1 << PART_BITS;

    private final long[] counts = new long[PARTS * (Long.SIZE - PART_BITS + 1)];
    private final List<Underway> underway = new ArrayList<>();
    private long rows;
    private long longestMicros;

    private record Underway(long arrivedMicros, int rows) {}

    /// The same split, whose rows are noted when they are read.
    Split watch(Split split) {
        return new Split() {
            @Override
            public ChunkReader open() {
                return new WatchedReader(split.open());
            }

            @Override
            public ChunkReader open(Wanted wanted) {
                return new WatchedReader(split.open(wanted));
            }

            @Override
            public String partition() {
                return split.partition();
            }
        };
    }

    private synchronized void add(long arrivedMicros, int count) {
        underway.add(new Underway(arrivedMicros, count));
    }

    /// All rows that were read until now are in the sinks.
    synchronized void reached(long nowMicros) {
        for (Underway chunk : underway) {
            long micros = Math.max(0, nowMicros - chunk.arrivedMicros);
            counts[part(micros)] += chunk.rows;
            rows += chunk.rows;
            longestMicros = Math.max(longestMicros, micros);
        }
        underway.clear();
    }

    /// What progress tells of them; null if no source knows when its rows came.
    synchronized QueryProgress.@Nullable RowLatency told() {
        if (rows == 0) return null;
        return new QueryProgress.RowLatency(rows, quantile(0.5), quantile(0.99), longestMicros);
    }

    private long quantile(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * rows));
        long seen = 0;
        int part = 0;
        while (seen + counts[part] < wanted) seen += counts[part++];
        return Math.min(longest(part), longestMicros);
    }

    /// The shortest times have a part each; then each power of two has as many.
    private static int part(long micros) {
        if (micros < PARTS) return (int) micros;
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros);
        int shift = power - PART_BITS;
        return (shift + 1) * PARTS + (int) (micros >>> shift) - PARTS;
    }

    private static long longest(int part) {
        if (part < PARTS) return part;
        int shift = part / PARTS - 1;
        return ((long) (part % PARTS + PARTS + 1) << shift) - 1;
    }

    private final class WatchedReader implements ChunkReader {

        private final ChunkReader reader;

        WatchedReader(ChunkReader reader) {
            this.reader = reader;
        }

        @Override
        public @Nullable Chunk read() {
            Chunk chunk = reader.read();
            if (chunk != null && reader.arrivedMicros() >= 0) add(reader.arrivedMicros(), chunk.rowCount());
            return chunk;
        }

        @Override
        public String place() {
            return reader.place();
        }

        @Override
        public long arrivedMicros() {
            return reader.arrivedMicros();
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
