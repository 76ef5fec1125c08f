package dev.sluice.builtin;

import dev.sluice.connector.Sink;
import dev.sluice.vector.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The output of a micro-batch, kept until it is whole: partition by partition, each in the order it was written.
///
/// Tasks write their partitions at the same time; what a writer has is taken in when it is closed.
final class PartitionedChunks {

    private final TreeMap<Integer, List<Chunk>> partitions = new TreeMap<>();
    private final long rowLimit;

    /// @param rowLimit how many rows of a partition are kept at most
    PartitionedChunks(long rowLimit) {
        this.rowLimit = rowLimit;
    }

    Sink.Writer writer(int partition) {
        return new Sink.Writer() {
            private final List<Chunk> written = new ArrayList<>();
            private long rows;

            @Override
            public void write(Chunk chunk) {
                if (chunk.rowCount() == 0 || rows >= rowLimit) return;
                written.add(chunk.compact());
                rows += chunk.rowCount();
            }

            @Override
            public void close() {
                put(partition, written);
            }
        };
    }

    /// All chunks, the first partition's first.
    synchronized List<Chunk> all() {
        return partitions.values().stream().flatMap(List::stream).toList();
    }

    private synchronized void put(int partition, List<Chunk> chunks) {
        partitions.put(partition, chunks);
    }
}
