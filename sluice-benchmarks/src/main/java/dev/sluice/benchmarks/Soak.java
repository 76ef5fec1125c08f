package dev.sluice.benchmarks;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.api.StreamingQueryListener;
import dev.sluice.progress.QueryProgress;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.Storage;
import dev.sluice.stream.Trigger;
import java.io.PrintStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Lets two queries with state run at full speed for a long time, and tells every few seconds what they hold: heap,
/// files and latency must stay as they are after the first minutes.
///
/// - `windows` counts in windows of event time, whose groups come and go;
/// - `totals` sums by half a million keys, which stay and change.
///
/// Both write checkpoints to disk, with snapshots and with a minute of history.
final class Soak {

    private static final int ROWS = 20_000;
    private static final String WINDOWS = """
            SELECT window, value * 7919 %% 50000 AS k, count(*) AS c FROM %s
            GROUP BY window(timestamp, '10 seconds'), value * 7919 %% 50000""";
    private static final String TOTALS = """
            SELECT value * 7919 %% 500000 AS k, count(*) AS c, sum(value) AS s FROM %s GROUP BY value * 7919 %% 500000""";

    private final LocalStorage files;
    private final String directory;
    private final PrintStream out;
    private final Latencies latencies = new Latencies();
    private final List<Sample> samples = new ArrayList<>();

    /// @param directory where checkpoints, `soak.csv` and `soak.svg` are written
    Soak(LocalStorage files, String directory, PrintStream out) {
        this.files = files;
        this.directory = directory;
        this.out = out;
    }

    /// What was seen in the last seconds.
    ///
    /// @param heapBytes what lived after the last collection of each part of the heap
    /// @param fileBytes of the checkpoints
    /// @param gcMillis how long collections took
    record Sample(
            long second,
            long heapBytes,
            long fileCount,
            long fileBytes,
            long openFiles,
            long batches,
            long rowsPerSecond,
            long medianMillis,
            long p99Millis,
            long mostMillis,
            long stateRows,
            long gcMillis) {

        static final String HEADER =
                "second,heap_mb,files,files_mb,open_files,batches,rows_per_s,median_ms,p99_ms,max_ms,"
                        + "state_rows,gc_ms";

        String csv() {
            return String.join(
                    ",",
                    String.valueOf(second),
                    megabytes(heapBytes),
                    String.valueOf(fileCount),
                    megabytes(fileBytes),
                    String.valueOf(openFiles),
                    String.valueOf(batches),
                    String.valueOf(rowsPerSecond),
                    String.valueOf(medianMillis),
                    String.valueOf(p99Millis),
                    String.valueOf(mostMillis),
                    String.valueOf(stateRows),
                    String.valueOf(gcMillis));
        }

        private static String megabytes(long bytes) {
            return bytes / 1_000_000 + "." + bytes / 100_000 % 10;
        }
    }

    void run(BenchOptions options, int everySeconds) {
        out.println(Sample.HEADER);
        Session.Builder builder = Session.builder()
                .appName("soak")
                .storage(files)
                .config("sluice.state.backend", options.state())
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.streaming.minBatchesToRetain", 10)
                .config("sluice.checkpoint.historySeconds", 60);
        options.settings().forEach(builder::config);
        try (Session session = builder.create()) {
            session.streams().addListener(latencies);
            List<StreamingQuery> queries =
                    List.of(start(session, "windows", WINDOWS, "append"), start(session, "totals", TOTALS, "update"));
            watch(queries, options.minutes() * 60L, everySeconds);
            for (StreamingQuery query : queries) query.stop();
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
        files.replace(directory + "/soak.csv", csv().getBytes(StandardCharsets.UTF_8));
        files.replace(directory + "/soak.svg", SoakPlot.svg(samples).getBytes(StandardCharsets.UTF_8));
    }

    private StreamingQuery start(Session session, String name, String sql, String mode) throws TimeoutException {
        session.sql("CREATE TABLE " + name + "_numbers USING `rate-micro-batch` OPTIONS (rowsPerBatch '" + ROWS
                + "', advanceMillisPerBatch '1000', numPartitions '2')");
        session.readStream()
                .table(name + "_numbers")
                .withWatermark("timestamp", "20 seconds")
                .createOrReplaceTempView(name + "_input");
        return session.sql(sql.formatted(name + "_input"))
                .writeStream()
                .queryName(name)
                .format("noop")
                .outputMode(mode)
                .trigger(Trigger.ProcessingTime(0))
                .option("checkpointLocation", directory + "/checkpoint/" + name)
                .start();
    }

    private void watch(List<StreamingQuery> queries, long seconds, int everySeconds) {
        long start = System.nanoTime();
        long gc = gcMillis();
        for (long second = everySeconds; second <= seconds; second += everySeconds) {
            long wanted = start + TimeUnit.SECONDS.toNanos(second);
            for (StreamingQuery query : queries) {
                long left = TimeUnit.NANOSECONDS.toMillis(wanted - System.nanoTime());
                if (left > 0 && query.awaitTermination(left)) return;
            }
            Sample sample = sample((System.nanoTime() - start) / 1_000_000_000, everySeconds, gc);
            gc = gcMillis();
            samples.add(sample);
            out.println(sample.csv());
        }
    }

    private Sample sample(long second, int everySeconds, long gcBefore) {
        long[] held = new long[2];
        weigh(directory + "/checkpoint", held);
        Latencies.Seen seen = latencies.take();
        return new Sample(
                second,
                heapAfterCollection(),
                held[0],
                held[1],
                openFiles(),
                seen.millis().length,
                seen.rows() / everySeconds,
                seen.at(50),
                seen.at(99),
                seen.at(100),
                seen.stateRows(),
                gcMillis() - gcBefore);
    }

    private void weigh(String path, long[] held) {
        for (Storage.Entry entry : files.list(path)) {
            if (entry.directory()) {
                weigh(entry.path(), held);
            } else {
                held[0]++;
                held[1] += entry.sizeBytes();
            }
        }
    }

    private static long heapAfterCollection() {
        long sum = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null) {
                sum += pool.getCollectionUsage().getUsed();
            }
        }
        return sum;
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : -1;
    }

    private static long gcMillis() {
        long sum = 0;
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            sum += bean.getCollectionTime();
        }
        return sum;
    }

    private String csv() {
        var text = new StringBuilder(Sample.HEADER).append('\n');
        for (Sample sample : samples) text.append(sample.csv()).append('\n');
        return text.toString();
    }

    /// How long the micro-batches of all queries took since it was asked last.
    private static final class Latencies extends StreamingQueryListener {
        private final List<Long> millis = new ArrayList<>();
        private final java.util.Map<String, Long> stateRows = new java.util.HashMap<>();
        private long rows;

        record Seen(long[] millis, long rows, long stateRows) {
            long at(int percent) {
                return millis.length == 0 ? 0 : millis[Math.min(millis.length - 1, millis.length * percent / 100)];
            }
        }

        @Override
        public void onQueryStarted(QueryStartedEvent event) {}

        @Override
        public synchronized void onQueryProgress(QueryProgressEvent event) {
            QueryProgress progress = event.progress();
            millis.add(progress.batchDurationMillis());
            rows += progress.numInputRows();
            long held = progress.stateOperators().stream()
                    .mapToLong(QueryProgress.StateOperator::numRowsTotal)
                    .sum();
            stateRows.put(progress.id(), held);
        }

        @Override
        public void onQueryTerminated(QueryTerminatedEvent event) {}

        synchronized Seen take() {
            long held = stateRows.values().stream().mapToLong(Long::longValue).sum();
            var seen =
                    new Seen(millis.stream().mapToLong(Long::longValue).sorted().toArray(), rows, held);
            millis.clear();
            rows = 0;
            return seen;
        }
    }
}
