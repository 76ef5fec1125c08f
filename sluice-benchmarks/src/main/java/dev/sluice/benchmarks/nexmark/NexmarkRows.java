package dev.sluice.benchmarks.nexmark;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Split;
import dev.sluice.vector.Chunk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes some of a table's rows, one after the other.
final class NexmarkRows implements ChunkReader {

    private final NexmarkTable table;
    private final NexmarkEvents events;
    private final long end;
    private long next;

    private NexmarkRows(NexmarkTable table, NexmarkEvents events, long from, long end) {
        this.table = table;
        this.events = events;
        this.end = end;
        next = from;
    }

    /// The rows that the events from one on, before another, have; each split those of a stretch of time.
    static List<Split> splits(NexmarkTable table, NexmarkEvents events, long from, long to, int splitCount) {
        long first = table.rowsBefore(from);
        long rows = table.rowsBefore(to) - first;
        int count = (int) Math.min(splitCount, rows);
        List<Split> splits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long begin = first + rows * i / count;
            long end = first + rows * (i + 1) / count;
            splits.add(() -> new NexmarkRows(table, events, begin, end));
        }
        return splits;
    }

    @Override
    public @Nullable Chunk read() {
        if (next == end) return null;
        int count = (int) Math.min(Chunk.ROWS, end - next);
        Chunk chunk = events.chunk(table, next, count);
        next += count;
        return chunk;
    }

    @Override
    public void close() {}
}
