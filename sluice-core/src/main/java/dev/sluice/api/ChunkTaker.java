package dev.sluice.api;

import dev.sluice.vector.Chunk;
import java.util.List;

/// Takes the rows of a query while it runs, see [RowOperations#forEachChunk].
///
/// @param <P> what rows are made into before they are taken
public interface ChunkTaker<P> {

    /// Makes portions of rows. The tasks of the query do so side by side, in any order.
    List<P> portions(Chunk rows);

    /// How much memory a portion needs, in bytes: those of tasks whose turn has not come are kept.
    long sizeBytes(P portion);

    /// Takes the next portion, in the order that the rows have. One thread at a time calls this, not always the same;
    /// the query goes on when it returns, and fails with what it throws.
    void take(P portion);
}
