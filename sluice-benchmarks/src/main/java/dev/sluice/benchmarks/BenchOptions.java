package dev.sluice.benchmarks;

import dev.sluice.app.UsageException;
import dev.sluice.error.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The `option=value` words of a run.
///
/// @param given those that were, in order
record BenchOptions(Map<String, String> given) {

    private static final List<String> KNOWN =
            List.of("backend", "engine", "files", "minutes", "mode", "partitions", "query", "sink", "threads", "work");

    static BenchOptions of(List<String> words) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (equals < 0 || !KNOWN.contains(name)) {
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

    /// How many files a micro-batch reads; 0 is all of them.
    int files() {
        return number("files", 1, 0);
    }

    /// Where state is kept, as `sluice.state.backend` says it.
    String backend() {
        return given.getOrDefault("backend", "memory");
    }

    /// How long a soak goes on.
    int minutes() {
        return number("minutes", 30, 1);
    }

    int threads() {
        return number("threads", Runtime.getRuntime().availableProcessors(), 1);
    }

    int partitions() {
        return number("partitions", 2, 1);
    }

    /// @param usual the workload's own
    String mode(String usual) {
        return given.getOrDefault("mode", usual);
    }

    /// Whether a loop without an engine is asked, for the digest and as a measure.
    boolean plain() {
        return oneOf("engine", "sluice", "plain").equals("plain");
    }

    /// Whether the result is kept and its digest told, so that answers can be compared.
    boolean digest() {
        return oneOf("sink", "noop", "digest").equals("digest");
    }

    /// Whether lines are filtered instead of words counted.
    boolean filter() {
        return oneOf("query", "count", "filter").equals("filter");
    }

    private String oneOf(String name, String usual, String other) {
        String value = given.getOrDefault(name, usual);
        if (value.equals(usual) || value.equals(other)) return value;
        throw new UsageException(name + "=" + value + ": it is " + usual + " or " + other);
    }

    /// Where the checkpoint lies during the run.
    String work() {
        return given.getOrDefault("work", System.getProperty("java.io.tmpdir"));
    }

    private int number(String name, int otherwise, int least) {
        String value = given.get(name);
        if (value == null) return otherwise;
        if (!value.matches("\\d{1,6}") || Integer.parseInt(value) < least) {
            throw new UsageException(name + "=" + value + ": a number is needed, " + least + " or more");
        }
        return Integer.parseInt(value);
    }
}
