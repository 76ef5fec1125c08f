package dev.sluice.connector;

import dev.sluice.vector.Chunk;
import java.util.OptionalLong;

/// Where a streaming query's output goes, micro-batch by micro-batch.
///
/// The driver calls [#begin], tasks write their partitions, then the driver calls [Batch#commit] or [Batch#abort].
/// After a
/// crash the same micro-batch may be begun again with the same id and the same rows.
public interface Sink extends AutoCloseable {

    /// How progress shows it: `org.apache.spark.sql.execution.streaming.ConsoleTable$` is Spark's, ours is its format.
    String description();

    /// The last micro-batch whose output is visible, for sinks that know; a re-run of it is then skipped.
    default OptionalLong lastCommitted() {
        return OptionalLong.empty();
    }

    /// @param complete whether the rows are the whole result (output mode complete) and replace what was there
    Batch begin(long batchId, boolean complete);

    @Override
    void close();

    /// The output of one micro-batch.
    interface Batch {
        /// A writer for one partition of the output, used by one task in one thread.
        Writer writer(int partition);

        /// Makes the output visible, whole. All writers are closed by now.
        void commit();

        /// Forgets the output.
        void abort(Throwable cause);
    }

    interface Writer extends AutoCloseable {
        void write(Chunk chunk);

        @Override
        void close();
    }
}
