package dev.sluice.execution;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// How far a run is, for those who look on from another thread: the pipelines that it has begun, with their tasks.
public final class RunStages {

    private final List<Stage> begun = new CopyOnWriteArrayList<>();

    /// The tasks of a pipeline.
    public static final class Stage {
        private final int tasks;
        private final AtomicInteger started = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();

        private Stage(int tasks) {
            this.tasks = tasks;
        }

        public int tasks() {
            return tasks;
        }

        public int started() {
            return started.get();
        }

        public int ended() {
            return ended.get();
        }

        /// The task, which is counted.
        Runnable counting(Runnable task) {
            return () -> {
                started.incrementAndGet();
                task.run();
                ended.incrementAndGet();
            };
        }
    }

    /// In the order in which they began.
    public List<Stage> all() {
        return List.copyOf(begun);
    }

    Stage begin(int tasks) {
        var stage = new Stage(tasks);
        begun.add(stage);
        return stage;
    }

    void reset() {
        begun.clear();
    }
}
