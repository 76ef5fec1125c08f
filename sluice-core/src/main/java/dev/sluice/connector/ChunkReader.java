package dev.sluice.connector;

import dev.sluice.vector.Chunk;
import org.jspecify.annotations.Nullable;

/// Reads a split from beginning to end, in one thread.
public interface ChunkReader extends AutoCloseable {

    /// The next rows, at most about [Chunk#ROWS], or null at the end. The columns are those of the schema, in order.
    @Nullable
    Chunk read();

    /// Where the last rows were read, for errors; empty if that is of no use.
    default String place() {
        return "";
    }

    @Override
    void close();

    /// Chunks that are there already.
    static ChunkReader of(Iterable<Chunk> chunks) {
        var each = chunks.iterator();
        return new ChunkReader() {
            @Override
            public @Nullable Chunk read() {
                return each.hasNext() ? each.next() : null;
            }

            @Override
            public void close() {}
        };
    }
}
