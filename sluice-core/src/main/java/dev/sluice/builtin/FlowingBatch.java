package dev.sluice.builtin;

import dev.sluice.connector.Sink;
import dev.sluice.vector.Chunk;
import java.util.function.Consumer;

/// The output of an open micro-batch whose rows are shown as they come.
///
/// @param show takes rows, of several tasks at the same time
/// @param end notes that the micro-batch is whole
record FlowingBatch(Consumer<Chunk> show, Runnable end) implements Sink.Batch {

    @Override
    public Sink.Writer writer(int partition) {
        return new Sink.Writer() {
            @Override
            public void write(Chunk chunk) {
                if (chunk.rowCount() > 0) show.accept(chunk);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void commit() {
        end.run();
    }

    /// What was shown stays.
    @Override
    public void abort(Throwable cause) {}
}
