package dev.sluice.builtin;

import dev.sluice.vector.Chunk;
import org.jspecify.annotations.Nullable;

/// What a program does with the rows of one partition of one micro-batch; used by one thread.
public interface ForeachRows {

    /// Begins. False says that the partition's rows are not wanted, for instance because they were written before.
    boolean open(long partitionId, long epochId);

    void process(Chunk rows);

    /// Ends, after [#open] in any case.
    ///
    /// @param error what went wrong, or null
    void close(@Nullable Throwable error);
}
