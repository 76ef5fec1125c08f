package dev.sluice.benchmarks;

import dev.sluice.api.DataFrame;
import dev.sluice.api.DataStreamWriter;
import dev.sluice.api.Dataset;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.app.UsageException;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.Storage;
import dev.sluice.stream.Trigger;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// One run of a workload, by the engine or by what it is measured with.
record WorkloadRun(Workload workload, BenchOptions options, LocalStorage files, PrintStream screen) {

    private static final int MOST_MICRO_BATCHES = 10_000;

    /// Runs it, and tells how fast on a line of JSON.
    ///
    /// @param data where all workloads' data lie
    String report(String data) {
        String directory = workload.directory(data);
        String input = directory + "/in";
        long rows = rows(files, directory, workload.name());
        String engine = options.engine();
        return switch (engine) {
            case "plain", "limit" -> {
                Measurement measurement = Measurement.start();
                Map<String, Object> found = engine.equals("plain")
                        ? workload.plain(files, input)
                        : workload.limit(files, input, options.cores());
                if (found.isEmpty()) {
                    throw new UsageException("engine=" + engine + ": there is none of " + workload.name());
                }
                yield measurement.report(workload.name(), engine, options.told(), rows, found);
            }
            default -> sluice(input, rows);
        };
    }

    /// Runs it on the engine.
    ///
    /// @param input where the workload's query finds its input
    /// @param rows how many there are
    String sluice(String input, long rows) {
        String mode = options.mode(workload.mode());
        ResultTable table = mode.equals("append") ? ResultTable.ofAll() : workload.table();
        try (Session session = open(options, files, screen)) {
            Measurement measurement = Measurement.start();
            DataFrame result = workload.query(session, input, options);
            Map<String, Object> found;
            if (options.digest()) {
                found = run(result, mode, options, files, writer -> writer.sink(() -> new ResultSink(table)));
                found.putAll(table.digest());
            } else {
                found = run(
                        result, mode, options, files, writer -> writer.format(workload.shown() ? "console" : "noop"));
            }
            return measurement.report(workload.name(), "sluice", options.told(), rows, found);
        }
    }

    /// Says where a query's result goes.
    interface Destination<T> {
        DataStreamWriter<T> of(DataStreamWriter<T> writer);
    }

    /// Runs a query over what is there now, with a checkpoint on disk that is deleted behind it.
    ///
    /// @return what its micro-batches took
    static <T> Map<String, Object> run(
            Dataset<T> result, String mode, BenchOptions options, Storage files, Destination<T> destination) {
        String checkpoint =
                options.work() + "/sluice-bench-" + ProcessHandle.current().pid();
        try {
            DataStreamWriter<T> writer = result.writeStream()
                    .outputMode(mode)
                    .trigger(Trigger.AvailableNow())
                    .option("checkpointLocation", checkpoint);
            StreamingQuery query = destination.of(writer).start();
            query.awaitTermination();
            return MicroBatches.summary(query.recentProgress());
        } finally {
            deleteAll(files, checkpoint);
        }
    }

    static Session open(BenchOptions options, LocalStorage files, PrintStream screen) {
        Session.Builder builder = Session.builder()
                .appName("bench")
                .storage(files)
                .output(screen)
                .parallelism(options.cores())
                .config("spark.sql.shuffle.partitions", options.partitions())
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.streaming.numRecentProgressUpdates", MOST_MICRO_BATCHES)
                .config("sluice.state.backend", options.state());
        options.settings().forEach(builder::config);
        return builder.create();
    }

    /// How many rows the data of a workload has: its directory says so.
    static long rows(Storage files, String directory, String workload) {
        String path = directory + "/rows";
        if (files.find(path).isEmpty()) {
            throw new UsageException("there is no " + path + ": generate the data of " + workload + " first");
        }
        return Long.parseLong(new String(files.read(path), StandardCharsets.US_ASCII).strip());
    }

    static void deleteAll(Storage files, String directory) {
        for (Storage.Entry entry : files.list(directory)) {
            if (entry.directory()) {
                deleteAll(files, entry.path());
            } else {
                files.delete(entry.path());
            }
        }
        files.delete(directory);
    }
}
