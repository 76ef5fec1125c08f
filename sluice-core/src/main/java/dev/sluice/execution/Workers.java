package dev.sluice.execution;

import dev.sluice.machine.Machine;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The threads of a session that run tasks. The thread that asks works along, so a single task never changes threads.
public final class Workers implements AutoCloseable {

    private final int parallelism;
    private final ExecutorService pool;

    /// @param parallelism how many tasks run at once, the asking thread included; with 1 no thread is ever started
    public Workers(int parallelism, Machine machine) {
        this.parallelism = parallelism;
        pool = Executors.newCachedThreadPool(machine.threads());
    }

    public int parallelism() {
        return parallelism;
    }

    /// Runs all tasks and returns when they have ended. If any fails, the failure of the first of them in the list's
    /// order is thrown, whichever came first in time; tasks behind it may not have run.
    ///
    /// @param atOnce at most how many may run at the same time
    public void run(List<? extends Runnable> tasks, int atOnce) {
        int helpers = Math.min(Math.min(parallelism, atOnce), tasks.size()) - 1;
        if (helpers <= 0) {
            tasks.forEach(Runnable::run);
            return;
        }
        var next = new AtomicInteger();
        var failures = new AtomicReferenceArray<Throwable>(tasks.size());
        var failed = new AtomicInteger(tasks.size());
        Runnable work = () -> {
            for (int i = next.getAndIncrement(); i < tasks.size() && i < failed.get(); i = next.getAndIncrement()) {
                try {
                    tasks.get(i).run();
                } catch (Throwable thrown) {
                    failures.set(i, thrown);
                    failed.accumulateAndGet(i, Math::min);
                }
            }
        };
        var ended = new Phaser(helpers + 1);
        for (int i = 0; i < helpers; i++) {
            pool.execute(() -> {
                try {
                    work.run();
                } finally {
                    ended.arriveAndDeregister();
                }
            });
        }
        work.run();
        ended.arriveAndAwaitAdvance();
        for (int i = 0; i < tasks.size(); i++) {
            if (failures.get(i) != null) throw rethrown(failures.get(i));
        }
    }

    private static RuntimeException rethrown(Throwable thrown) {
        if (thrown instanceof Error error) throw error;
        return (RuntimeException) thrown;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
