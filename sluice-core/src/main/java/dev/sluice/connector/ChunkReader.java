package dev.sluice.connector;

import dev.sluice.vector.Chunk;
import org.jspecify.annotations.Nullable;

/// Reads a split from beginning to end, in one thread.
public interface ChunkReader extends AutoCloseable {

    /// The next rows, at most about [Chunk#ROWS], or null at the end. The columns are those of the schema, in order.
    ///
    /// Who waits for rows for long gives a chunk of none now and then: a query can be ended between chunks only.
    @Nullable
    Chunk read();

    /// Where the last rows were read, for errors; empty if that is of no use.
    default String place() {
        return "";
    }

    /// When the last rows came into the source, the oldest of them, in microseconds since 1970; negative if unknown. It
    /// is what tells how long rows take.
    default long arrivedMicros() {
        return -1;
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

    /// Chunks of which is known when they came.
    static ChunkReader ofArrived(Iterable<Arrived> chunks) {
        var each = chunks.iterator();
        return new ChunkReader() {
            private long micros = -1;

            @Override
            public @Nullable Chunk read() {
                if (!each.hasNext()) return null;
                Arrived next = each.next();
                micros = next.micros();
                return next.chunk();
            }

            @Override
            public long arrivedMicros() {
                return micros;
            }

            @Override
            public void close() {}
        };
    }

    /// Rows and when they came, in microseconds since 1970.
    record Arrived(Chunk chunk, long micros) {}
}
