package dev.sluice.app;

import dev.sluice.machine.Machine;
import java.util.concurrent.CountDownLatch;

/// Lets Ctrl-C and SIGTERM end a run in order: what is to be done first is done, and the end of the run is waited for.
///
/// Java ends the process as soon as its shutdown hooks have, whatever its other threads do; so the hook waits for the
/// thread that runs the command, if that thread is where it can be stopped.
public final class StopSignal implements AutoCloseable {

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean stoppable;
    private volatile boolean given;

    /// @param stop what is to be done when the signal is given
    public StopSignal(Machine machine, Runnable stop) {
        hook = machine.threads().newThread(() -> {
            given = true;
            stop.run();
            if (stoppable) awaitEnd();
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// From now on the run ends soon after `stop`.
    public void becomeStoppable() {
        stoppable = true;
    }

    /// Whether the signal has been given.
    boolean isGiven() {
        return given;
    }

    private void awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The run has ended.
    @Override
    public void close() {
        ended.countDown();
        if (given) return;
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The signal has come just now; the hook has nothing left to stop.
        }
    }
}
