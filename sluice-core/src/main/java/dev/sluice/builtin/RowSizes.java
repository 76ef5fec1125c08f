package dev.sluice.builtin;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Split;
import dev.sluice.connector.Wanted;
import dev.sluice.vector.Chunk;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// How many bytes of its files a row of a stream has, learned from what was read: a guess, for limits in rows. The rows
/// are counted by tasks, the rest is the driver's.
final class RowSizes {

    private static final double AT_FIRST = 100;

    private final LongAdder rows = new LongAdder();
    private long bytes;

    double bytesPerRow() {
        long read = rows.sum();
        return read == 0 ? AT_FIRST : Math.max(1.0, (double) bytes / read);
    }

    /// The same splits, which tell here how many rows they have.
    ///
    /// @param sizeBytes of the files that they read
    List<Split> counted(List<Split> splits, long sizeBytes) {
        bytes += sizeBytes;
        return splits.stream().<Split>map(CountedSplit::new).toList();
    }

    private final class CountedSplit implements Split {

        private final Split split;

        CountedSplit(Split split) {
            this.split = split;
        }

        @Override
        public ChunkReader open() {
            return new Counting(split.open());
        }

        @Override
        public ChunkReader open(Wanted wanted) {
            return new Counting(split.open(wanted));
        }
    }

    private final class Counting implements ChunkReader {

        private final ChunkReader reader;

        Counting(ChunkReader reader) {
            this.reader = reader;
        }

        @Override
        public @Nullable Chunk read() {
            Chunk chunk = reader.read();
            if (chunk != null) rows.add(chunk.rowCount());
            return chunk;
        }

        @Override
        public String place() {
            return reader.place();
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
