package dev.sluice.benchmarks;

import dev.sluice.api.DataStreamWriter;
import dev.sluice.api.Row;
import dev.sluice.api.Session;
import dev.sluice.api.SteppedQuery;
import dev.sluice.api.StreamingQuery;
import dev.sluice.builtin.MemoryStream;
import dev.sluice.connector.Sink;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.ObjectBuilder;
import dev.sluice.progress.QueryProgress;
import dev.sluice.storage.LocalStorage;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Counts words of a stream in memory, a few lines at a time, with a checkpoint on disk that is synced each time: what
/// a micro-batch costs when code is warm, and how long rows take from the stream to the sink.
///
/// - `stepped`: the micro-batches follow each other in one thread;
/// - `woken`: the query sleeps in a thread of its own, and each time is woken by its source.
final class TinyBatches {

    private static final String QUERY =
            "SELECT word, count(*) AS c FROM STREAM lines LATERAL VIEW explode(split(value, ' ')) t AS word GROUP BY"
                    + " word";

    private final LocalStorage files;
    private final String directory;
    private final PrintStream out;
    private final BenchOptions options;
    private final int batches;
    private MemoryStream lines = lines();

    /// @param directory where the checkpoints are written
    TinyBatches(LocalStorage files, String directory, BenchOptions options, PrintStream out) {
        this.files = files;
        this.directory = directory;
        this.options = options;
        this.out = out;
        batches = options.batches(5_000);
    }

    /// Runs both, and prints a line of JSON for each.
    void run() {
        try (Session session = WorkloadRun.open(options, files, out)) {
            for (int i = 0; i < options.repeats(); i++) {
                out.println(stepped(session));
                out.println(woken(session));
            }
        }
    }

    private String stepped(Session session) {
        List<QueryProgress> done = new ArrayList<>();
        long start;
        try (SteppedQuery query = writer(session, "stepped", () -> {}).stepped()) {
            while (query.step().isPresent()) {} // what there is already, and a beginning
            start = System.nanoTime();
            for (int i = 0; i < batches; i++) {
                add(i);
                query.step().ifPresent(done::add);
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return line("stepped", done.toArray(QueryProgress[]::new))
                .put("batch_us", Math.round(seconds * 1e6 / batches))
                .build()
                .toText();
    }

    private String woken(Session session) {
        var committed = new Semaphore(0);
        long[] nanos = new long[batches];
        QueryProgress[] done;
        StreamingQuery query = writer(session, "woken", committed::release).start();
        try {
            query.processAllAvailable();
            committed.drainPermits();
            for (int i = 0; i < batches; i++) {
                long start = System.nanoTime();
                add(i);
                committed.acquire();
                nanos[i] = System.nanoTime() - start;
                query.processAllAvailable();
                TimeUnit.MILLISECONDS.sleep(1);
            }
            done = query.recentProgress();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            query.stop();
        }
        Arrays.sort(nanos);
        return line("woken", done)
                .put(
                        "to_sink_us",
                        JsonValue.object()
                                .put("median", nanos[batches / 2] / 1_000)
                                .put("p99", nanos[batches * 99 / 100] / 1_000)
                                .build())
                .build()
                .toText();
    }

    private ObjectBuilder line(String way, QueryProgress[] done) {
        ObjectBuilder line = JsonValue.object().put("workload", "tiny").put("way", way);
        options.told().forEach(line::put);
        line.put("rows", options.rows());
        MicroBatches.summary(done).forEach(line::put);
        return line;
    }

    /// Words that come again and again, and are not the same each time.
    private void add(int batch) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < options.rows(); i++) {
            rows.add(List.of("the word " + (batch * 31 + i * 7) % 1_000 + " and another " + i));
        }
        lines.add(rows);
    }

    private static MemoryStream lines() {
        return new MemoryStream(DataType.Struct.of(Field.of("value", DataType.Atomic.STRING)));
    }

    private DataStreamWriter<Row> writer(Session session, String name, Runnable onCommit) {
        lines = lines();
        session.registerStream("lines", lines.schema(), lines::open);
        String checkpoint = directory + "/" + name + "-" + System.nanoTime();
        return session.sql(QUERY)
                .writeStream()
                .outputMode("update")
                .option("checkpointLocation", checkpoint)
                .sink(() -> new TellingSink(onCommit));
    }

    /// Drops the rows, and tells when they are committed.
    private record TellingSink(Runnable onCommit) implements Sink, Sink.Batch, Sink.Writer {
        @Override
        public String description() {
            return "telling";
        }

        @Override
        public Batch begin(long batchId, boolean complete) {
            return this;
        }

        @Override
        public Writer writer(int partition) {
            return this;
        }

        @Override
        public void write(Chunk chunk) {}

        @Override
        public void commit() {
            onCommit.run();
        }

        @Override
        public void abort(Throwable cause) {}

        @Override
        public void close() {}
    }
}
