package dev.sluice.benchmarks;

import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.builtin.MemoryStream;
import dev.sluice.connector.Sink;
import dev.sluice.json.JsonValue;
import dev.sluice.storage.LocalStorage;
import dev.sluice.stream.Trigger;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.LongVector;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// How long rows take through a query, from the moment they are due to the moment they are in the sink: rows of a paced
/// stream, filtered and computed, into a sink in this process, with a checkpoint on disk; in micro-batches, and as they
/// flow in real-time mode.
///
/// A row is due at its own time, whenever the thread that makes rows gets to it: where that one is late, or the query
/// holds it up, the rows have waited all the same.
final class RowTimes {

    private static final Field DUE = Field.of("due", DataType.Atomic.LONG);

    /// Rows of the first seconds are not counted: code is compiled meanwhile. At most as many seconds as are counted.
    private static final int WARM_UP_SECONDS = 5;

    private final LocalStorage files;
    private final String directory;
    private final BenchOptions options;
    private final PrintStream out;

    /// @param directory where the checkpoints are written
    RowTimes(LocalStorage files, String directory, BenchOptions options, PrintStream out) {
        this.files = files;
        // Rows in memory are gone with the process, so a checkpoint is of no use to the next one.
        this.directory = directory + "/latency-" + ProcessHandle.current().pid();
        this.options = options;
        this.out = out;
    }

    /// Prints a line of JSON for each trigger in turn, as often as `repeats` says.
    void run() {
        try (Session session = WorkloadRun.open(options, files, out)) {
            for (int round = 0; round < options.repeats(); round++) {
                out.println(run(session, Trigger.DEFAULT, "default", round));
                out.println(run(session, Trigger.RealTime("5 seconds"), "real-time", round));
            }
        }
    }

    private String run(Session session, Trigger trigger, String name, int round) {
        var rows = new MemoryStream(DataType.Struct.of(DUE));
        String stream = "rows_" + name.replace('-', '_') + round;
        session.registerStream(stream, rows.schema(), rows::open);
        int perSecond = options.rowsPerSecond();
        int seconds = options.seconds();
        int warmUp = perSecond * Math.min(WARM_UP_SECONDS, seconds);
        var sink = new Timing(perSecond * seconds + warmUp);
        StreamingQuery query = session.sql("SELECT due, due % 1000 AS part FROM STREAM " + stream + " WHERE due > 0")
                .writeStream()
                .outputMode("update")
                .trigger(trigger)
                .option("checkpointLocation", directory + "/" + stream)
                .sink(() -> sink)
                .start();
        feed(rows, perSecond, sink.nanos.length);
        query.processAllAvailable();
        query.stop();
        WorkloadRun.deleteAll(files, directory);
        long[] counted = Arrays.copyOfRange(sink.nanos, warmUp, sink.count);
        Arrays.sort(counted);
        return JsonValue.object()
                .put("workload", "latency")
                .put("trigger", name)
                .put("rows_per_s", perSecond)
                .put("rows", counted.length)
                .put(
                        "batches",
                        query.lastProgress() == null ? 0 : query.lastProgress().batchId() + 1)
                .put("median_ms", millis(counted, 0.5))
                .put("p99_ms", millis(counted, 0.99))
                .put("p999_ms", millis(counted, 0.999))
                .put("max_ms", millis(counted, 1))
                .build()
                .toText();
    }

    /// Adds each row when it is due; those that became due together come in one chunk.
    private static void feed(MemoryStream rows, int perSecond, int count) {
        long start = System.nanoTime();
        double each = 1e9 / perSecond;
        for (int fed = 0; fed < count; ) {
            long now = System.nanoTime();
            int due = (int) Math.min(count, (long) ((now - start) / each));
            if (due > fed) {
                long[] times = new long[due - fed];
                for (int i = 0; i < times.length; i++) times[i] = start + (long) ((fed + i + 1) * each);
                rows.add(Chunk.of(times.length, new LongVector(times, null, times.length)));
                fed = due;
            }
            LockSupport.parkNanos(Math.max(1, start + (long) ((fed + 1) * each) - System.nanoTime()));
        }
    }

    private static double millis(long[] sorted, double share) {
        int at = (int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length));
        return Math.round(sorted[at] / 1e3) / 1e3;
    }

    /// Notes of each row how long after its time it came.
    private static final class Timing implements Sink {

        private final long[] nanos;
        private int count;

        Timing(int rows) {
            nanos = new long[rows];
        }

        @Override
        public String description() {
            return "timing";
        }

        /// A micro-batch is seen when it is committed.
        @Override
        public Batch begin(long batchId, boolean complete) {
            var held = new ArrayList<Chunk>();
            return new Output(chunk -> held.add(chunk.compact()), () -> held.forEach(this::write));
        }

        @Override
        public boolean flows() {
            return true;
        }

        @Override
        public Batch beginFlow(long batchId) {
            return new Output(this::write, () -> {});
        }

        private synchronized void write(Chunk chunk) {
            long now = System.nanoTime();
            LongVector due = (LongVector) chunk.column(0);
            for (int i = 0; i < chunk.rowCount() && count < nanos.length; i++) {
                nanos[count++] = now - due.values()[chunk.selection().row(i)];
            }
        }

        @Override
        public void close() {}
    }

    private record Output(Consumer<Chunk> rows, Runnable end) implements Sink.Batch {

        @Override
        public Sink.Writer writer(int partition) {
            return new Sink.Writer() {
                @Override
                public void write(Chunk chunk) {
                    rows.accept(chunk);
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void commit() {
            end.run();
        }

        @Override
        public void abort(Throwable cause) {}
    }
}
