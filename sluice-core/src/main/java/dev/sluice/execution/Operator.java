package dev.sluice.execution;

import dev.sluice.vector.Chunk;
import org.jspecify.annotations.Nullable;

/// A running operator: rows are pushed in, rows come out.
///
/// It is used by one thread at a time. Between two runs it keeps nothing but what its state store holds.
public interface Operator {

    void push(Chunk chunk, Output out);

    /// What is pushed from now on in this run comes from a partition of a stream, or, if that is null, from anywhere.
    default void from(@Nullable StreamPartition partition) {}

    /// After a push that threw: whether it left nothing behind, so that its rows may be pushed again, in smaller
    /// portions. What it had given out by then has been dropped.
    default boolean mayPushAgain() {
        return false;
    }

    /// The first of two inputs has ended; what is pushed from now on in this run is of the second.
    default void nextInput(Output out) {
        throw new IllegalStateException("one input");
    }

    /// The input of this run has ended.
    default void finish(Output out) {}

    /// Whether more input could still change the output of this run.
    default boolean wantsMore() {
        return true;
    }
}
