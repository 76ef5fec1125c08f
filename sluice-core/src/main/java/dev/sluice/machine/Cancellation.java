package dev.sluice.machine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/// Says that a run should end soon; tasks look at it between two chunks.
public final class Cancellation {

    private static final ThreadLocal<Cancellation> CURRENT = new ThreadLocal<>();

    /// How often who waits looks whether it is still to wait.
    private static final long LOOK_MILLIS = 50;

    private volatile boolean cancelled;

    public Cancellation() {}

    public void cancel() {
        cancelled = true;
    }

    /// @throws CancelledException if the run was cancelled
    public void check() {
        if (cancelled) throw new CancelledException();
    }

    /// The task, which knows while it works whose run it is part of.
    public Runnable marking(Runnable task) {
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

    /// Takes a lock that another thread may hold for long.
    ///
    /// @throws CancelledException without the lock, if the run was cancelled
    public void lock(Lock lock) {
        try {
            while (!lock.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) check();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    /// The same for the run that the calling thread works for, if any.
    public static void lockHere(Lock lock) {
        Cancellation own = CURRENT.get();
        (own == null ? new Cancellation() : own).lock(lock);
    }

    /// A run that was told to end. Not an error of the query.
    public static final class CancelledException extends RuntimeException {
        CancelledException() {
            super("cancelled");
        }
    }
}
