package dev.sluice.streaming;

import dev.sluice.connector.Sink;
import dev.sluice.execution.Outputs;
import dev.sluice.vector.Chunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/// The outputs of one micro-batch: writes tasks' rows to the sinks, and counts them.
final class SinkOutputs implements Outputs {

    private final Sink.Batch[] batches;
    private final int[] tasks;
    private final LongAdder[] rows;

    private SinkOutputs(List<Sink> sinks, Function<Sink, Sink.Batch> begin, long batchId) {
        tasks = new int[sinks.size()];
        rows = new LongAdder[sinks.size()];
        Arrays.setAll(rows, _ -> new LongAdder());
        batches = new Sink.Batch[sinks.size()];
        for (int i = 0; i < batches.length; i++) {
            Sink sink = sinks.get(i);
            batches[i] = has(sink, batchId) ? NOWHERE : begin.apply(sink);
        }
    }

    /// Of a micro-batch. A sink that has it already is left alone. The first takes the result; others take rows beside
    /// it, which are never written anew.
    static SinkOutputs of(List<Sink> sinks, long batchId, boolean complete) {
        Sink result = sinks.getFirst();
        return new SinkOutputs(sinks, sink -> sink.begin(batchId, complete && sink == result), batchId);
    }

    /// Of an open micro-batch: rows are seen as soon as they are written.
    static SinkOutputs flowing(List<Sink> sinks, long batchId) {
        return new SinkOutputs(sinks, sink -> sink.beginFlow(batchId), batchId);
    }

    private static boolean has(Sink sink, long batchId) {
        return sink.lastCommitted().isPresent() && sink.lastCommitted().getAsLong() >= batchId;
    }

    @Override
    public TaskOutput task(int sink) {
        Sink.Writer writer = batches[sink].writer(tasks[sink]++);
        return new TaskOutput() {
            @Override
            public void write(Chunk chunk) {
                rows[sink].add(chunk.rowCount());
                writer.write(chunk);
            }

            @Override
            public void close() {
                writer.close();
            }
        };
    }

    void commit() {
        for (Sink.Batch batch : batches) batch.commit();
    }

    void abort(Throwable cause) {
        for (Sink.Batch batch : batches) {
            try {
                batch.abort(cause);
            } catch (RuntimeException e) {
                cause.addSuppressed(e);
            }
        }
    }

    /// How many rows each sink was given.
    List<Long> rowCounts() {
        List<Long> counts = new ArrayList<>();
        for (LongAdder count : rows) counts.add(count.sum());
        return counts;
    }

    private static final Sink.Batch NOWHERE = new Sink.Batch() {
        @Override
        public Sink.Writer writer(int partition) {
            return new Sink.Writer() {
                @Override
                public void write(Chunk chunk) {}

                @Override
                public void close() {}
            };
        }

        @Override
        public void commit() {}

        @Override
        public void abort(Throwable cause) {}
    };
}
