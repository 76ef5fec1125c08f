package dev.sluice.builtin;

import dev.sluice.connector.Sink;
import java.util.OptionalLong;

/// Fills a [MemoryTable], micro-batch by micro-batch; with output mode complete it holds the last one alone.
public final class MemorySink implements Sink {

    private final MemoryTable table;
    private long last = -1;

    public MemorySink(MemoryTable table) {
        this.table = table;
    }

    public MemoryTable table() {
        return table;
    }

    @Override
    public String description() {
        return "MemorySink";
    }

    @Override
    public synchronized OptionalLong lastCommitted() {
        return last < 0 ? OptionalLong.empty() : OptionalLong.of(last);
    }

    @Override
    public Batch begin(long batchId, boolean complete) {
        var chunks = new PartitionedChunks(Long.MAX_VALUE);
        return new Batch() {
            @Override
            public Writer writer(int partition) {
                return chunks.writer(partition);
            }

            @Override
            public void commit() {
                committed(batchId, chunks, complete);
            }

            @Override
            public void abort(Throwable cause) {}
        };
    }

    @Override
    public void close() {}

    /// A micro-batch that is there already is not added again.
    private synchronized void committed(long batchId, PartitionedChunks chunks, boolean complete) {
        if (batchId <= last) return;
        table.put(chunks.all(), complete);
        last = batchId;
    }
}
