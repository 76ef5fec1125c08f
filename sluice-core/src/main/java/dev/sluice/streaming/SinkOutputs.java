package dev.sluice.streaming;

import dev.sluice.connector.Sink;
import dev.sluice.execution.Outputs;
import dev.sluice.stream.OutputMode;
import dev.sluice.vector.Chunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;

/// The outputs of one micro-batch: writes tasks' rows to the sinks, and counts them.
final class SinkOutputs implements Outputs {

    private final Sink.Batch[] batches;
    private final int[] tasks;
    private final LongAdder[] rows;
    private int committed;

    private SinkOutputs(List<Sink> sinks, IntFunction<Sink.Batch> begin, long batchId) {
        tasks = new int[sinks.size()];
        rows = new LongAdder[sinks.size()];
        Arrays.setAll(rows, _ -> new LongAdder());
        batches = new Sink.Batch[sinks.size()];
        for (int i = 0; i < batches.length; i++) {
            batches[i] = has(sinks.get(i), batchId) ? NOWHERE : begin.apply(i);
        }
    }

    /// Of a micro-batch. A sink that has it already is left alone: the process may have ended when some sinks had
    /// committed and others not.
    ///
    /// @param outputs for which the first sinks are; rows that further ones take are never written anew
    static SinkOutputs of(List<Sink> sinks, long batchId, List<StreamingPlan.QueryOutput> outputs) {
        return new SinkOutputs(
                sinks,
                i -> {
                    boolean complete = i < outputs.size() && outputs.get(i).mode() == OutputMode.COMPLETE;
                    return sinks.get(i).begin(batchId, complete);
                },
                batchId);
    }

    /// Of an open micro-batch: rows are seen as soon as they are written.
    static SinkOutputs flowing(List<Sink> sinks, long batchId) {
        return new SinkOutputs(sinks, i -> sinks.get(i).beginFlow(batchId), batchId);
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

    /// Commits one sink after the other. If one can't, those before it keep what they have: when the micro-batch is run
    /// again it is theirs already.
    void commit() {
        while (committed < batches.length) {
            batches[committed].commit();
            committed++;
        }
    }

    /// Makes those forget it that have not committed.
    void abort(Throwable cause) {
        for (int i = committed; i < batches.length; i++) {
            try {
                batches[i].abort(cause);
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
