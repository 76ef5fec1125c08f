package dev.sluice.api;

import dev.sluice.progress.QueryProgress;
import dev.sluice.streaming.MicroBatchExecution;
import dev.sluice.streaming.Step;
import java.util.Optional;

/// A streaming query without a thread: the caller makes its micro-batches, one by one, in its own thread. For tests,
/// which then have nothing to wait for.
public final class SteppedQuery implements AutoCloseable {

    private final MicroBatchExecution execution;

    /// Recovers what the checkpoint holds, as any start of a query does.
    SteppedQuery(MicroBatchExecution execution) {
        this.execution = execution;
        try {
            execution.open();
        } catch (RuntimeException | Error e) {
            try (execution) {
                throw e;
            }
        }
    }

    /// Makes the next micro-batch, if there is one to make. After an exception the query can only be closed.
    public Optional<QueryProgress> step() {
        return switch (execution.step()) {
            case Step.Ran(QueryProgress progress) -> Optional.of(progress);
            case Step.Flowed _, Step.Quiet _, Step.NotDue _, Step.Finished _ -> Optional.empty();
        };
    }

    /// Ends the open micro-batch of a query whose rows flow, if there is one: what has flowed is committed. If a query
    /// is closed without it, those rows come again.
    public Optional<QueryProgress> settle() {
        return execution.settle();
    }

    /// The plan as it runs; empty before the first micro-batch.
    public String explainString() {
        return execution.explain(false).orElse("");
    }

    @Override
    public void close() {
        execution.close();
    }
}
