package dev.sluice.builtin;

import dev.sluice.connector.Sink;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.vector.Chunk;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Hands rows one by one to a program. What is handed over is not taken back: a micro-batch that is run again is handed
/// over again.
public final class ForeachSink implements Sink {

    private final Supplier<ForeachRows> programs;

    /// @param programs gives one for each partition of each micro-batch; partitions run at the same time
    public ForeachSink(Supplier<ForeachRows> programs) {
        this.programs = programs;
    }

    @Override
    public String description() {
        return "ForeachWriterTable";
    }

    @Override
    public Batch begin(long batchId, boolean complete) {
        return new Batch() {
            @Override
            public Writer writer(int partition) {
                return new RowWriter(partition, batchId);
            }

            @Override
            public void commit() {}

            @Override
            public void abort(Throwable cause) {}
        };
    }

    @Override
    public void close() {}

    private final class RowWriter implements Writer {

        private final ForeachRows program = programs.get();
        private final boolean wanted;
        private @Nullable Throwable failure;

        RowWriter(long partition, long batchId) {
            try {
                wanted = program.open(partition, batchId);
            } catch (RuntimeException e) {
                throw userError(e);
            }
        }

        @Override
        public void write(Chunk chunk) {
            if (!wanted) return;
            try {
                program.process(chunk);
            } catch (RuntimeException | Error e) {
                failure = e;
                throw userError(e);
            }
        }

        @Override
        public void close() {
            try {
                program.close(failure);
            } catch (RuntimeException e) {
                throw userError(e);
            }
        }

        private static SluiceException userError(Throwable cause) {
            return ErrorCondition.FOREACH_USER_FUNCTION_ERROR
                    .error()
                    .with("reason", String.valueOf(cause.getMessage()))
                    .cause(cause)
                    .build();
        }
    }
}
