package dev.sluice.builtin;

import dev.sluice.connector.Split;
import dev.sluice.connector.StaticInput;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table in memory that a stream fills: readable at any time, as it is after the last whole micro-batch;
/// in real-time mode, with all rows that have come.
public final class MemoryTable implements StaticInput {

    private final DataType.Struct schema;
    private final List<Chunk> chunks = new ArrayList<>();
    private long lastBatch = -1;

    public MemoryTable(DataType.Struct schema) {
        this.schema = schema;
    }

    @Override
    public DataType.Struct schema() {
        return schema;
    }

    @Override
    public String description() {
        return "MemoryPlan";
    }

    @Override
    public List<Split> splits() {
        return MemoryInput.splits(snapshot());
    }

    /// All rows, in the form of [Values].
    public List<List<@Nullable Object>> rows() {
        var rows = new ArrayList<List<@Nullable Object>>();
        for (Chunk chunk : snapshot()) {
            for (int i = 0; i < chunk.rowCount(); i++) {
                rows.add(Values.row(chunk, chunk.selection().row(i), schema));
            }
        }
        return rows;
    }

    /// The micro-batch whose rows came last, or -1.
    long lastBatch() {
        synchronized (chunks) {
            return lastBatch;
        }
    }

    /// Adds the rows of a micro-batch, or puts them in the place of all rows; unless it has them already.
    void put(long batchId, List<Chunk> added, boolean replace) {
        // Closed up, so that a few rows don't keep the blocks of a file in memory.
        List<Chunk> own = added.stream().map(Chunk::compact).toList();
        synchronized (chunks) {
            if (batchId <= lastBatch) return;
            lastBatch = batchId;
            if (replace) chunks.clear();
            chunks.addAll(own);
        }
    }

    /// Adds rows that are no stream's, or puts them in the place of all rows.
    public void insert(List<Chunk> added, boolean replace) {
        List<Chunk> own = added.stream().map(Chunk::compact).toList();
        synchronized (chunks) {
            if (replace) chunks.clear();
            chunks.addAll(own);
        }
    }

    /// Adds rows of a micro-batch that is not over yet.
    void add(Chunk rows) {
        Chunk own = rows.compact();
        synchronized (chunks) {
            chunks.add(own);
        }
    }

    private List<Chunk> snapshot() {
        synchronized (chunks) {
            return List.copyOf(chunks);
        }
    }
}
