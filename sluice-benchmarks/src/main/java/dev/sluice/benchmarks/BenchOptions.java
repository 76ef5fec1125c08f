package dev.sluice.benchmarks;

import dev.sluice.api.DataStreamReader;
import dev.sluice.app.UsageException;
import dev.sluice.error.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The `option=value` words of a run; those of the comparison's other runners mean the same here.
///
/// @param given those that were, in order
record BenchOptions(Map<String, String> given) {

    /// Says where files are, which is no part of what was measured.
    private static final String WORK = "work";

    /// As [#WORK].
    private static final String RECORDER = "recorder";

    private static final List<String> KNOWN = List.of(
            "batches",
            "cores",
            "engine",
            "events",
            "eventsPerSecond",
            "files",
            "forks",
            "iterations",
            "millis",
            "minutes",
            "mode",
            "partitions",
            "queries",
            "query",
            RECORDER,
            "repeats",
            "rows",
            "rowsPerSecond",
            "seconds",
            "seed",
            "sink",
            "state",
            WORK);

    /// Before the key of any setting of the session.
    private static final String SETTING = "conf.";

    static BenchOptions of(List<String> words) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (equals < 0 || !KNOWN.contains(name) && !name.startsWith(SETTING)) {
                throw new UsageException(
                        equals < 0
                                ? word + " is no option: they are written option=value"
                                : "there is no option " + name,
                        Suggestion.likely(name, KNOWN));
            }
            given.put(name, word.substring(equals + 1));
        }
        return new BenchOptions(given);
    }

    /// What was given and belongs to the figures.
    Map<String, String> told() {
        Map<String, String> told = new LinkedHashMap<>(given);
        told.remove(WORK);
        told.remove(RECORDER);
        return told;
    }

    /// How many files a micro-batch reads; 0 is all of them.
    int files() {
        return number("files", 1, 0);
    }

    /// How long a soak goes on.
    int minutes() {
        return number("minutes", 30, 1);
    }

    /// The reader with as many files a micro-batch as were asked for.
    DataStreamReader limited(DataStreamReader reader) {
        return files() > 0 ? reader.option("maxFilesPerTrigger", files()) : reader;
    }

    /// How many rows a paced stream has in a second.
    int rowsPerSecond() {
        return number("rowsPerSecond", 1_000, 1);
    }

    /// How many processes measure each kernel.
    int forks() {
        return number("forks", 1, 0);
    }

    /// How often each kernel is measured.
    int iterations() {
        return number("iterations", 5, 1);
    }

    /// For how long.
    int millis() {
        return number("millis", 1000, 1);
    }

    /// How many micro-batches read made-up events.
    int batches(int usual) {
        return number("batches", usual, 1);
    }

    /// How many queries a session has.
    int queries() {
        return number("queries", 10, 1);
    }

    /// For how long it is measured.
    int seconds() {
        return number("seconds", 30, 1);
    }

    /// How many rows a micro-batch has.
    int rows() {
        return number("rows", 10, 1);
    }

    /// How many events there are.
    long events(int usual) {
        return number("events", usual, 1);
    }

    /// How many of them have times of the same second.
    int eventsPerSecond() {
        return number("eventsPerSecond", 10_000, 1);
    }

    /// Other seeds give other events.
    int seed() {
        return number("seed", 1, 0);
    }

    /// The query by name.
    String query(String usual) {
        return given.getOrDefault("query", usual);
    }

    /// How often the run is done, in one process.
    int repeats() {
        return number("repeats", 1, 1);
    }

    /// How many threads work.
    int cores() {
        return number("cores", Runtime.getRuntime().availableProcessors(), 1);
    }

    /// The state backend.
    String state() {
        return oneOf("state", "memory", "rocksdb");
    }

    /// Settings of the session.
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            if (name.startsWith(SETTING)) settings.put(name.substring(SETTING.length()), value);
        });
        return settings;
    }

    int partitions() {
        return number("partitions", 2, 1);
    }

    /// @param usual the workload's own
    String mode(String usual) {
        return given.getOrDefault("mode", usual);
    }

    /// What answers: ours, or as a measure a simple loop, or a program written by hand.
    String engine() {
        return oneOf("engine", "sluice", "plain", "limit");
    }

    /// What answers W6.
    String topicEngine() {
        return oneOf("engine", "sluice", "plain", "limit", "spark");
    }

    /// What runs a real Spark.
    String recorder() {
        return given.getOrDefault(RECORDER, "tools/spark-recorder/record.sh");
    }

    /// Whether the result is kept and its digest told, so that answers can be compared.
    boolean digest() {
        return oneOf("sink", "noop", "digest").equals("digest");
    }

    /// Whether lines are filtered instead of words counted.
    boolean filter() {
        return oneOf("query", "count", "filter").equals("filter");
    }

    private String oneOf(String name, String usual, String... others) {
        String value = given.getOrDefault(name, usual);
        if (value.equals(usual) || List.of(others).contains(value)) return value;
        throw new UsageException(name + "=" + value + ": it is " + usual + " or " + String.join(" or ", others));
    }

    /// Where the checkpoint lies during the run.
    String work() {
        return given.getOrDefault("work", System.getProperty("java.io.tmpdir"));
    }

    private int number(String name, int otherwise, int least) {
        String value = given.get(name);
        if (value == null) return otherwise;
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < least) {
            throw new UsageException(name + "=" + value + ": a number is needed, " + least + " or more");
        }
        return Integer.parseInt(value);
    }
}
