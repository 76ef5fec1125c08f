package dev.sluice.builtin;

import dev.sluice.connector.Sink;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.vector.Chunk;
import java.util.List;

/// Hands every micro-batch as a whole to a program, with its number, which tells a micro-batch that is run again.
public final class ForeachBatchSink implements Sink {

    private final Program program;

    public ForeachBatchSink(Program program) {
        this.program = program;
    }

    /// What is done with a micro-batch; called by the query's driver.
    public interface Program {
        /// @param chunks all rows, partition by partition
        void run(List<Chunk> chunks, long batchId) throws Exception;
    }

    @Override
    public String description() {
        return "ForeachBatchSink";
    }

    @Override
    public Batch begin(long batchId, boolean complete) {
        var chunks = new PartitionedChunks(Long.MAX_VALUE);
        return new Batch() {
            @Override
            public Writer writer(int partition) {
                return chunks.writer(partition);
            }

            @Override
            public void commit() {
                run(chunks.all(), batchId);
            }

            @Override
            public void abort(Throwable cause) {}
        };
    }

    @Override
    public void close() {}

    private void run(List<Chunk> chunks, long batchId) {
        try {
            program.run(chunks, batchId);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw userError(e);
        } catch (Exception e) {
            throw userError(e);
        }
    }

    private static SluiceException userError(Exception cause) {
        return ErrorCondition.FOREACH_BATCH_USER_FUNCTION_ERROR
                .error()
                .with("reason", String.valueOf(cause.getMessage()))
                .cause(cause)
                .build();
    }
}
