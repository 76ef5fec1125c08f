package dev.sluice.benchmarks;

import static dev.sluice.api.functions.col;
import static dev.sluice.api.functions.explode;
import static dev.sluice.api.functions.lit;
import static dev.sluice.api.functions.split;

import dev.sluice.api.DataFrame;
import dev.sluice.api.DataStreamReader;
import dev.sluice.api.DataStreamWriter;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.app.Terminal;
import dev.sluice.app.UsageException;
import dev.sluice.progress.QueryProgress;
import dev.sluice.storage.Storage;
import dev.sluice.stream.OutputMode;
import dev.sluice.stream.Trigger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// W0 and W1: counts words of text files in micro-batches, with a checkpoint on disk.
final class WordCount {

    static final List<String> NAMES = List.of("W0", "W1");
    static final List<String> OPTIONS = List.of("sink", "files", "partitions", "threads", "query");

    private final String workload;
    private final String directory;
    private final Map<String, String> options;
    private final Storage files;

    WordCount(String workload, String data, Map<String, String> options, Terminal terminal) {
        this.workload = workload;
        this.options = options;
        directory = data + "/" + workload.toLowerCase(Locale.ROOT);
        files = terminal.files();
    }

    /// Runs it once.
    ///
    /// @return what it took, as JSON
    String run() {
        long rows = rows();
        boolean digest = option("sink", "noop").equals("digest");
        String checkpoint = directory + "/checkpoint-" + ProcessHandle.current().pid();
        Session.Builder builder = Session.builder()
                .storage(files)
                .config("spark.sql.shuffle.partitions", option("partitions", "2"))
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.streaming.numRecentProgressUpdates", 1_000);
        if (options.containsKey("threads")) builder.parallelism(Integer.parseInt(option("threads", "")));
        try (Session session = builder.create()) {
            var measurement = Measurement.start();
            var table = new ResultTable();
            DataStreamWriter writer = query(session)
                    .writeStream()
                    .outputMode(OutputMode.UPDATE)
                    .trigger(Trigger.AvailableNow())
                    .option("checkpointLocation", checkpoint);
            StreamingQuery query = digest ? writer.foreach(table).start() : writer.format("noop").start();
            query.awaitTermination();
            Map<String, Object> found = new LinkedHashMap<>(phases(query));
            if (digest) found.putAll(table.digest());
            return measurement.report(workload, options, rows, found);
        } finally {
            deleteAll(checkpoint);
        }
    }

    private DataFrame query(Session session) {
        DataStreamReader reader = session.readStream();
        int limit = Integer.parseInt(option("files", "1"));
        if (limit > 0) reader.option("maxFilesPerTrigger", limit);
        DataFrame lines = reader.text(directory + "/in");
        if (option("query", "count").equals("filter")) return lines.filter(col("value").contains("a"));
        return lines.select(explode(split(col("value"), " ")).as("word"))
                .groupBy("word")
                .count()
                .select(col("word").as("k"), col("count").as("c"), lit(0L).as("s"));
    }

    private long rows() {
        String path = directory + "/rows";
        if (files.find(path).isEmpty()) {
            throw new UsageException("there is no " + path + ": generate the data of " + workload + " first");
        }
        return Long.parseLong(new String(files.read(path), StandardCharsets.UTF_8).strip());
    }

    private String option(String name, String otherwise) {
        return options.getOrDefault(name, otherwise);
    }

    /// How many micro-batches there were, how long the first took, and the medians of the others, in milliseconds.
    private static Map<String, Object> phases(StreamingQuery query) {
        Map<String, List<Long>> all = new TreeMap<>();
        QueryProgress[] progress = query.recentProgress();
        for (int i = 1; i < progress.length; i++) {
            progress[i].durationMs().forEach((phase, millis) ->
                    all.computeIfAbsent(phase, _ -> new ArrayList<>()).add(millis));
        }
        Map<String, Object> medians = new LinkedHashMap<>();
        all.forEach((phase, millis) -> {
            millis.sort(null);
            medians.put(phase, millis.get(millis.size() / 2));
        });
        Map<String, Object> phases = new LinkedHashMap<>();
        phases.put("batches", progress.length);
        if (progress.length > 0) phases.put("first_batch_ms", progress[0].durationMs().getOrDefault("triggerExecution", 0L));
        phases.put("median_ms", medians);
        return phases;
    }

    private void deleteAll(String path) {
        for (Storage.Entry entry : files.list(path)) {
            if (entry.directory()) {
                deleteAll(entry.path());
            } else {
                files.delete(entry.path());
            }
        }
        files.delete(path);
    }
}
