package dev.sluice.execution;

import dev.sluice.vector.Chunk;

/// Takes the rows of a query's outputs in one run.
public interface Outputs {

    /// Says that the writers asked for from here on are another task's, and so another thread's.
    default void nextTask() {}

    /// A writer for the next task of an output, in the order in which tasks' rows shall appear.
    TaskOutput task(int sink);

    /// Used by one task.
    interface TaskOutput extends AutoCloseable {
        void write(Chunk chunk);

        /// The task has ended well.
        @Override
        void close();

        /// The task has failed, and so the run will: those that wait for it wait in vain.
        default void abandon() {}
    }
}
