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
    /// However it ends, no task runs any more when it has: what the tasks use may be closed then.
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
        var ended = new Phaser(1);
        Runnable helper = () -> {
            try {
                work.run();
            } finally {
                ended.arriveAndDeregister();
            }
        };
        try {
            for (int i = 0; i < helpers; i++) start(helper, ended);
            work.run();
        } catch (Throwable noThread) {
            failed.set(0); // the helpers that there are begin nothing more
            throw noThread;
        } finally {
            ended.arriveAndAwaitAdvance();
        }
        for (int i = 0; i < tasks.size(); i++) {
            if (failures.get(i) != null) throw rethrown(failures.get(i));
        }
    }

    /// The machine may have no thread left, which is an [OutOfMemoryError]: then nobody is waited for.
    private void start(Runnable helper, Phaser ended) {
        ended.register();
        boolean started = false;
        try {
            pool.execute(helper);
            started = true;
        } finally {
            if (!started) ended.arriveAndDeregister();
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
