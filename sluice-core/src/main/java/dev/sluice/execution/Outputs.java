package dev.sluice.execution;

import dev.sluice.vector.Chunk;

/// Takes the rows of a query's outputs in one run.
public interface Outputs {

    /// A writer for the next task of an output, in the order in which tasks' rows shall appear.
    TaskOutput task(int sink);

    /// Used by one task; closed when it has ended well.
    interface TaskOutput extends AutoCloseable {
        void write(Chunk chunk);

        @Override
        void close();
    }
}
