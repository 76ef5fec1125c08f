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
    private final Supplier<ForeachRows> flowing;

    /// @param programs gives one for each partition of each micro-batch; partitions run at the same time
    /// @param flowing gives one for each micro-batch of real-time mode, which gets its rows as they come
    public ForeachSink(Supplier<ForeachRows> programs, Supplier<ForeachRows> flowing) {
        this.programs = programs;
        this.flowing = flowing;
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
                return new RowWriter(programs.get(), partition, batchId);
            }

            @Override
            public void commit() {}

            @Override
            public void abort(Throwable cause) {}
        };
    }

    @Override
    public boolean flows() {
        return true;
    }

    @Override
    public Batch beginFlow(long batchId) {
        return new FlowingRows(new RowWriter(flowing.get(), 0, batchId));
    }

    @Override
    public void close() {}

    /// An open micro-batch is one partition to the program, whose tasks give it their rows one at a time.
    private record FlowingRows(RowWriter rows) implements Batch {

        @Override
        public Writer writer(int partition) {
            return new Writer() {
                @Override
                public void write(Chunk chunk) {
                    synchronized (rows) {
                        rows.write(chunk);
                    }
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void commit() {
            rows.close();
        }

        @Override
        public void abort(Throwable cause) {
            rows.fail(cause);
        }
    }

    private static final class RowWriter implements Writer {

        private final ForeachRows program;
        private final boolean wanted;
        private @Nullable Throwable failure;
        private boolean closed;

        RowWriter(ForeachRows program, long partition, long batchId) {
            this.program = program;
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

        /// Ends what was not ended before.
        void fail(Throwable cause) {
            if (failure == null) failure = cause;
            close();
        }

        @Override
        public void close() {
            if (closed) return;
            closed = true;
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
