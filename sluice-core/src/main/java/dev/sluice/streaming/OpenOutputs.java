package dev.sluice.streaming;

import dev.sluice.connector.Sink;
import dev.sluice.execution.Outputs;
import dev.sluice.vector.Chunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The outputs of an open micro-batch: the tasks of all its runs share the writers, which are closed when it is over.
/// Only so does a sink begin once in a micro-batch, and not for every few rows.
final class OpenOutputs implements Outputs {

    private final SinkOutputs sinks;
    private final List<List<TaskOutput>> writers = new ArrayList<>();
    private final int[] tasks;

    OpenOutputs(List<Sink> sinks, long batchId) {
        this.sinks = SinkOutputs.flowing(sinks, batchId);
        tasks = new int[sinks.size()];
        sinks.forEach(_ -> writers.add(new ArrayList<>()));
    }

    /// The tasks that are asked for from now on are those of another run.
    void nextRun() {
        Arrays.fill(tasks, 0);
    }

    @Override
    public TaskOutput task(int sink) {
        List<TaskOutput> open = writers.get(sink);
        if (tasks[sink] == open.size()) open.add(sinks.task(sink));
        TaskOutput writer = open.get(tasks[sink]++);
        return new TaskOutput() {
            @Override
            public void write(Chunk chunk) {
                writer.write(chunk);
            }

            @Override
            public void close() {} // more may come
        };
    }

    /// Closes the writers: nothing more is written.
    void close() {
        writers.forEach(open -> open.forEach(TaskOutput::close));
    }

    void commit() {
        sinks.commit();
    }

    void abort(Throwable cause) {
        sinks.abort(cause);
    }

    List<Long> rowCounts() {
        return sinks.rowCounts();
    }
}
