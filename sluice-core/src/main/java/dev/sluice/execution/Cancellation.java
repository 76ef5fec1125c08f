package dev.sluice.execution;

/// Says that a run should end soon; tasks look at it between two chunks.
public final class Cancellation {

    private static final ThreadLocal<Cancellation> CURRENT = new ThreadLocal<>();

    private volatile boolean cancelled;

    public void cancel() {
        cancelled = true;
    }

    /// @throws CancelledException if the run was cancelled
    public void check() {
        if (cancelled) throw new CancelledException();
    }

    /// The task, which knows while it works whose run it is part of.
    Runnable marking(Runnable task) {
        return () -> {
            Cancellation outer = CURRENT.get();
            CURRENT.set(this);
            try {
                task.run();
            } finally {
                CURRENT.set(outer);
            }
        };
    }

    /// Whether the calling thread is working for this run, so that waiting for its end would wait for itself.
    public boolean isWorkingHere() {
        return CURRENT.get() == this;
    }

    /// A run that was told to end. Not an error of the query.
    public static final class CancelledException extends RuntimeException {
        CancelledException() {
            super("cancelled");
        }
    }
}
