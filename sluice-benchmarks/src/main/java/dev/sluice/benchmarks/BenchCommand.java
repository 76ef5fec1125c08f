package dev.sluice.benchmarks;

import dev.sluice.api.DataStreamWriter;
import dev.sluice.api.Row;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.app.Arguments;
import dev.sluice.app.Command;
import dev.sluice.app.Option;
import dev.sluice.app.Terminal;
import dev.sluice.app.UsageException;
import dev.sluice.error.Suggestion;
import dev.sluice.progress.QueryProgress;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.Storage;
import dev.sluice.stream.Trigger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `sluice bench WORKLOAD DATA_DIR`: runs a workload once, and tells how fast.
public final class BenchCommand implements Command {

    private static final List<Workload> WORKLOADS = List.of(
            new WordCount("W0"),
            new WordCount("W1"),
            new StreamJoin("join", new EventFiles(20, 100_000)),
            new Sessions("session", new EventFiles(20, 150_000)));
    private static final int MOST_MICRO_BATCHES = 10_000;

    public BenchCommand() {}

    @Override
    public String name() {
        return "bench";
    }

    @Override
    public String summary() {
        return "run a workload and tell how fast";
    }

    @Override
    public String synopsis() {
        return "WORKLOAD DATA_DIR [option=value …] | gen DATA_DIR";
    }

    @Override
    public String description() {
        return """
                Runs a workload once over the data in DATA_DIR (of join and session "bench gen DATA_DIR"
                writes it, of W0 and W1 the engines' comparison with "run.sh gen") with trigger available-now and a checkpoint on disk, and prints a
                line of JSON: seconds from the start of the query to its end, the processor's seconds
                in that time, the process's most memory, medians of the micro-batches behind the first.

                workloads:
                  W0   word count of 60 files of 10 lines: what a micro-batch costs
                  W1   word count of 20 files, 191 MB of text
                  join     two streams of 2 M rows each, 20 files a side, within ten minutes
                  session  3 M rows in 20 files, sessions of users that end after ten minutes

                what needs no data, and writes into DATA_DIR:
                  commit    what it costs to commit a micro-batch, with and without a sync
                  recovery  how long state of 5 M keys takes to come back, and how evenly it grows;
                            called again, in a fresh process
                  soak      two queries with state at full speed for minutes=30; soak.csv and soak.svg

                options of a run, and what they are if they are not given:
                  sink=noop      drop the rows; digest: keep the last of each key and tell a checksum
                  files=1        files in a micro-batch; 0: all
                  query=count    what is asked; filter: lines with an "a", without state
                  mode=update    output mode; append of join and session
                  engine=sluice  plain: a loop over one thread, to compare digests (join and session)
                  threads=N      as many as there are cores
                  partitions=2   partitions of the state
                  work=DIR       where the checkpoint lies meanwhile: the temporary directory

                examples:
                  sluice bench W1 /data/peers sink=digest
                  sluice bench W1 /data/peers files=0 partitions=4
                """;
    }

    @Override
    public List<Option> options() {
        return List.of();
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) {
        List<String> words = arguments.rest();
        if (words.size() < 2)
            throw new UsageException("bench needs a workload and a directory: sluice bench " + synopsis());
        if (words.getFirst().equals("soak")) {
            BenchOptions options = BenchOptions.of(words.subList(2, words.size()));
            new Soak(terminal.files(), words.get(1), terminal.out()).run(options.minutes(), 10, options.backend());
            return 0;
        }
        if (words.getFirst().equals("gen")) {
            generate(words.get(1), terminal.files());
            return 0;
        }
        if (words.getFirst().equals("commit")) {
            terminal.out().println(CommitCost.run(terminal.files(), words.get(1)));
            return 0;
        }
        if (words.getFirst().equals("recovery")) {
            String backend = BenchOptions.of(words.subList(2, words.size())).backend();
            terminal.out().println(new RecoveryCost(terminal.files(), words.get(1), backend).run(5_000_000));
            return 0;
        }
        Workload workload = find(words.getFirst());
        BenchOptions options = BenchOptions.of(words.subList(2, words.size()));
        terminal.out().println(run(workload, words.get(1), options, terminal.files()));
        return 0;
    }

    private static void generate(String data, LocalStorage files) {
        WORKLOADS.forEach(workload -> generate(workload, data, files));
    }

    static void generate(Workload workload, String data, LocalStorage files) {
        String directory = workload.directory(data);
        workload.generate(files, directory)
                .ifPresent(
                        rows -> files.replace(directory + "/rows", (rows + "\n").getBytes(StandardCharsets.US_ASCII)));
    }

    private static Workload find(String name) {
        List<String> names = WORKLOADS.stream().map(Workload::name).toList();
        return WORKLOADS.stream()
                .filter(workload -> workload.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "there is no workload " + name + "; those there are: " + String.join(", ", names),
                        Suggestion.likely(name, names)));
    }

    static String run(Workload workload, String data, BenchOptions options, LocalStorage files) {
        String directory = workload.directory(data);
        long rows = rows(workload, directory + "/rows", files);
        if (options.plain()) return plain(workload, directory, options, rows, files);
        boolean digest = options.digest();
        String mode = options.mode(workload.mode());
        String checkpoint =
                options.work() + "/sluice-bench-" + ProcessHandle.current().pid();
        try (Session session = open(options, files)) {
            var table = new ResultTable(mode.equals("append"));
            Measurement measurement = Measurement.start();
            DataStreamWriter<Row> writer = workload.query(session, directory + "/in", options)
                    .writeStream()
                    .outputMode(mode)
                    .trigger(Trigger.AvailableNow())
                    .option("checkpointLocation", checkpoint);
            StreamingQuery query = (digest ? writer.foreach(table) : writer.format("noop")).start();
            query.awaitTermination();
            Map<String, Object> found = phases(query.recentProgress());
            if (digest) found.putAll(table.digest());
            return measurement.report(workload.name(), "sluice", options.given(), rows, found);
        } finally {
            deleteAll(files, checkpoint);
        }
    }

    private static String plain(
            Workload workload, String directory, BenchOptions options, long rows, LocalStorage files) {
        Measurement measurement = Measurement.start();
        Map<String, Object> found = workload.plain(files, directory + "/in");
        if (found.isEmpty()) throw new UsageException("engine=plain: there is none of " + workload.name());
        return measurement.report(workload.name(), "plain", options.given(), rows, found);
    }

    private static long rows(Workload workload, String path, LocalStorage files) {
        if (files.find(path).isEmpty()) {
            throw new UsageException("there is no " + path + ": generate the data of " + workload.name() + " first");
        }
        return Long.parseLong(new String(files.read(path), StandardCharsets.US_ASCII).strip());
    }

    private static Session open(BenchOptions options, LocalStorage files) {
        return Session.builder()
                .appName("bench")
                .storage(files)
                .parallelism(options.threads())
                .config("spark.sql.shuffle.partitions", options.partitions())
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.streaming.numRecentProgressUpdates", MOST_MICRO_BATCHES)
                .create();
    }

    /// How many micro-batches there were, how long the first took, in which code is loaded and compiled, and
    /// the medians of the others, in milliseconds.
    private static Map<String, Object> phases(QueryProgress[] batches) {
        Map<String, List<Long>> all = new TreeMap<>();
        for (int i = 1; i < batches.length; i++) {
            batches[i]
                    .durationMs()
                    .forEach((phase, millis) ->
                            all.computeIfAbsent(phase, _ -> new ArrayList<>()).add(millis));
        }
        Map<String, Long> medians = new TreeMap<>();
        all.forEach((phase, millis) ->
                medians.put(phase, millis.stream().sorted().toList().get(millis.size() / 2)));
        Map<String, Object> phases = new LinkedHashMap<>();
        phases.put("batches", batches.length);
        if (batches.length > 0) phases.put("first_batch_ms", batches[0].batchDurationMillis());
        phases.put("median_ms", medians);
        return phases;
    }

    private static void deleteAll(Storage files, String directory) {
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
