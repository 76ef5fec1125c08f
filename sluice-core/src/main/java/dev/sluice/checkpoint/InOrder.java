package dev.sluice.checkpoint;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// Runs tasks one after the other, in the order they came, on an executor that may have several threads. The tasks
/// throw nothing.
final class InOrder implements Executor {

    private final Executor executor;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    InOrder(Executor executor) {
        this.executor = executor;
    }

    /// @throws RejectedExecutionException if the executor is shutting down; then the tasks that wait are forgotten, too
    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            tasks.add(task);
            if (running) return;
            running = true;
        }
        try {
            executor.execute(this::run);
        } catch (RejectedExecutionException e) {
            forget();
            throw e;
        }
    }

    private synchronized void forget() {
        tasks.clear();
        running = false;
    }

    private void run() {
        for (Runnable task = next(); task != null; task = next()) task.run();
    }

    private synchronized @Nullable Runnable next() {
        Runnable task = tasks.poll();
        if (task == null) running = false;
        return task;
    }
}
