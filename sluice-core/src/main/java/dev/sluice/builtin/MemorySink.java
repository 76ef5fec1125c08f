package dev.sluice.builtin;

import dev.sluice.connector.Sink;
import java.util.List;
import java.util.OptionalLong;

/// Fills a [MemoryTable], micro-batch by micro-batch; with output mode complete it holds the last one alone. The table
/// knows which micro-batch it holds, so another sink may go on with it.
public final class MemorySink implements Sink {

    private final MemoryTable table;

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
    public OptionalLong lastCommitted() {
        long last = table.lastBatch();
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
                table.put(batchId, chunks.all(), complete);
            }

            @Override
            public void abort(Throwable cause) {}
        };
    }

    @Override
    public boolean flows() {
        return true;
    }

    @Override
    public Batch beginFlow(long batchId) {
        return new FlowingBatch(table::add, () -> table.put(batchId, List.of(), false));
    }

    @Override
    public void close() {}
}
