package dev.sluice.connect;

import dev.sluice.api.ChunkTaker;
import dev.sluice.api.DataFrame;
import dev.sluice.ast.Relation;
import dev.sluice.builtin.KeptRows;
import dev.sluice.error.ErrorCondition;
import dev.sluice.vector.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Rows that a client has had kept, each under an id that it is told, until it says that it needs them no more.
final class Checkpoints {

    private final long most;
    private final AtomicLong held = new AtomicLong();
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    /// @param most bytes of all rows together
    Checkpoints(long most) {
        this.most = most;
    }

    /// @param eager whether the rows are made now, and not when they are first asked for
    /// @return the id
    /// @throws dev.sluice.error.SluiceException if there are too many rows
    String keep(DataFrame frame, boolean eager) {
        String id = UUID.randomUUID().toString();
        var gathered = new Gathered();
        var rows = new KeptRows(frame.schema(), () -> gathered.all(frame));
        if (eager) rows.chunks();
        kept.put(id, new Kept(rows, gathered));
        return id;
    }

    /// @throws dev.sluice.error.SluiceException if there are none of that id
    Relation get(String id, String sessionId) {
        Kept found = kept.get(id);
        if (found == null) {
            throw ErrorCondition.CONNECT_FRAME_NOT_FOUND
                    .error()
                    .with("dfId", id)
                    .with("sessionId", sessionId)
                    .build();
        }
        return new Relation.Input(found.rows);
    }

    void forget(String id) {
        Kept found = kept.remove(id);
        if (found != null) found.gathered.forget();
    }

    private record Kept(KeptRows rows, Gathered gathered) {}

    /// Rows closed up, so that a few don't keep the blocks of a file while the others come, and what is counted is
    /// about what is held.
    record Part(Chunk rows, long bytes) {
        static Part of(Chunk rows) {
            Chunk own = rows.compact();
            return new Part(own, BatchSizes.bytes(own));
        }
    }

    /// Rows are counted while they come, so that too many are not held first.
    private final class Gathered implements ChunkTaker<Part> {
        private final List<Chunk> chunks = new ArrayList<>();
        private long bytes;
        private boolean forgotten;

        List<Chunk> all(DataFrame frame) {
            boolean whole = false;
            try {
                frame.forEachChunk(this);
                whole = true;
                return List.copyOf(chunks);
            } finally {
                chunks.clear();
                if (!whole) release();
            }
        }

        @Override
        public List<Part> portions(Chunk rows) {
            return List.of(Part.of(rows));
        }

        @Override
        public long sizeBytes(Part part) {
            return part.bytes;
        }

        @Override
        public void take(Part part) {
            add(part.bytes);
            chunks.add(part.rows);
        }

        private synchronized void add(long more) {
            if (forgotten) return;
            bytes += more;
            if (held.addAndGet(more) > most) {
                throw Refusals.invalid("the rows of the session's checkpoints would be larger than " + (most >> 20)
                        + " MB, more than the server keeps (--max-checkpoint-mb)");
            }
        }

        private synchronized void release() {
            held.addAndGet(-bytes);
            bytes = 0;
        }

        /// What a plan still makes of it is that plan's.
        synchronized void forget() {
            forgotten = true;
            release();
        }
    }
}
