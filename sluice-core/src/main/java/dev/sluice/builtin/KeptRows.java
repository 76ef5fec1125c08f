package dev.sluice.builtin;

import dev.sluice.connector.Split;
import dev.sluice.connector.StaticInput;
import dev.sluice.machine.Cancellation;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Rows of a query that are kept in memory from when they are first read: `localCheckpoint`.
public final class KeptRows implements StaticInput {

    private final DataType.Struct schema;
    private final ReentrantLock making = new ReentrantLock();
    private @Nullable Supplier<List<Chunk>> query;
    private List<Chunk> chunks = List.of();

    /// @param query makes the rows; it is called once, unless it fails
    public KeptRows(DataType.Struct schema, Supplier<List<Chunk>> query) {
        this.schema = schema;
        this.query = query;
    }

    @Override
    public DataType.Struct schema() {
        return schema;
    }

    @Override
    public String description() {
        return "ExistingRows";
    }

    @Override
    public List<Split> splits() {
        return MemoryInput.splits(chunks());
    }

    /// The rows. Who comes while they are made waits for them, unless its run is cancelled.
    public List<Chunk> chunks() {
        Cancellation.lockHere(making);
        try {
            if (query != null) {
                // Closed up, so that a few rows don't keep the blocks of a file in memory.
                chunks = query.get().stream().map(Chunk::compact).toList();
                query = null;
            }
            return chunks;
        } finally {
            making.unlock();
        }
    }
}
