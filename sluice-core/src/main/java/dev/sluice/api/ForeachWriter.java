package dev.sluice.api;

import org.jspecify.annotations.Nullable;

/// What a program does with each object of a stream: a [Row], or what its rows were made [Dataset#as]. For each
/// partition of a micro-batch: open, the rows, close.
///
/// A micro-batch may be run again after a crash, with the same id and the same rows.
public abstract class ForeachWriter<T> {

    public ForeachWriter() {}

    /// @param epochId the micro-batch
    /// @return whether the rows are wanted
    public abstract boolean open(long partitionId, long epochId);

    public abstract void process(T value);

    /// @param error why the partition ends early, or null
    public abstract void close(@Nullable Throwable error);
}
