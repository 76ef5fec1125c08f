package dev.sluice.execution;

/// Says that a run should end soon; tasks look at it between two chunks.
public final class Cancellation {

    private volatile boolean cancelled;

    public void cancel() {
        cancelled = true;
    }

    /// @throws CancelledException if the run was cancelled
    public void check() {
        if (cancelled) throw new CancelledException();
    }

    /// A run that was told to end. Not an error of the query.
    public static final class CancelledException extends RuntimeException {
        CancelledException() {
            super("cancelled");
        }
    }
}
