package dev.sluice.builtin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a program does with the rows of one partition of one micro-batch; used by one thread.
public interface ForeachRows {

    /// Begins. False says that the partition's rows are not wanted, for instance because they were written before.
    boolean open(long partitionId, long epochId);

    /// @param row its values in the form of [dev.sluice.vector.Values]
    void process(List<@Nullable Object> row);

    /// Ends, after [#open] in any case.
    ///
    /// @param error what went wrong, or null
    void close(@Nullable Throwable error);
}
