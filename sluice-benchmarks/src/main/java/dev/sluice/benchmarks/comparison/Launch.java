package dev.sluice.benchmarks.comparison;

import dev.sluice.benchmarks.topic.TopicTimes;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonNumber;
import dev.sluice.json.JsonValue.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A process: its command, and what it has in its environment.
public record Launch(List<String> command, Map<String, String> environment) {

    private static final Pattern NEXMARK = Pattern.compile("q\\d+");
    /// A row of a table on the screen, with a number in a cell: what W5 waits for.
    private static final Pattern FIRST_RESULT = Pattern.compile("[^{]*\\|.*[0-9].*\\|.*");
    /// What Maven sends to a terminal, and to a file as well.
    private static final Pattern COLOURS = Pattern.compile("\u001B\\[[0-9;]*m");
    private static final int TOLD_OF_FAILURE = 300;

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /// What a process said.
    ///
    /// @param report its line of JSON, or null if there was none; of several the median of the later half, by time
    /// @param firstResultSeconds from its start to the first row on the screen, or NaN
    /// @param failure what went wrong, or empty
    public record Outcome(@Nullable JsonObject report, double firstResultSeconds, String failure) {}

    /// Whether the name is that of a Nexmark query.
    static boolean isNexmark(String workload) {
        return NEXMARK.matcher(workload).matches();
    }

    /// How an engine is asked for a workload.
    static Launch of(Engine engine, String workload, Settings settings) {
        List<String> command = new ArrayList<>();
        boolean nexmark = isNexmark(workload);
        Optional<TopicJob> topics = TopicJob.of(workload);
        String name = topics.isPresent() ? TopicTimes.NAME : workload;
        boolean asksForSpark = engine == Engine.SPARK && workload.equals("W6"); // its topic is ours to fill
        if (engine.ours() || asksForSpark) {
            command.addAll(List.of(settings.sluice(), "bench"));
            command.addAll(
                    nexmark
                            ? List.of("nexmark", settings.data(), "query=" + workload)
                            : List.of(name, settings.data()));
            command.add("work=" + settings.work());
            if (engine != Engine.SLUICE) command.add("engine=" + engine.word());
            if (asksForSpark) command.add("recorder=" + settings.recorder());
        } else if (nexmark) {
            command.addAll(nexmark(engine, workload, settings));
        } else {
            command.addAll(List.of(settings.peers() + "/run.sh", name, engine.word()));
        }
        topics.ifPresent(job -> command.addAll(job.options(engine)));
        // W4 tells latencies, W5 when there is something to see, and q12 answers by the clock: no digest of these.
        if (!List.of(TopicTimes.NAME, "W5", "q12").contains(name)) command.add("sink=digest");
        if (engine.ours() && settings.repeats() > 1) command.add("repeats=" + settings.repeats());
        command.addAll(settings.options().getOrDefault(engine, List.of()));
        return new Launch(command, environment(engine, settings));
    }

    /// Nexmark has runners of its own: they read what `./sluice bench gen` wrote.
    private static List<String> nexmark(Engine engine, String query, Settings settings) {
        return switch (engine) {
            case FLINK -> List.of(settings.flinkRunner(), settings.data(), query);
            case KSTREAMS -> List.of(settings.kstreamsRunner(), settings.data(), query);
            case SPARK, SLUICE, LIMIT, PLAIN -> List.of(settings.recorder(), "--nexmark-run", settings.data(), query);
        };
    }

    private static Map<String, String> environment(Engine engine, Settings settings) {
        return engine.ours()
                ? Map.of("SLUICE_JAVA_OPTS", "-Xmx" + settings.ownHeap())
                : Map.of("HEAP", settings.heap(), "PEERS_DATA", settings.data(), "PEERS_WORK", settings.work());
    }

    /// Runs it to its end.
    public Outcome run() {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        double first = Double.NaN;
        List<String> reports = new ArrayList<>();
        String last = "";
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            try (var lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String said = lines.readLine(); said != null; said = lines.readLine()) {
                    String line = COLOURS.matcher(said).replaceAll("");
                    if (Double.isNaN(first) && FIRST_RESULT.matcher(line).matches()) {
                        first = (System.nanoTime() - start) / 1e9;
                    }
                    if (line.startsWith("{\"")) reports.add(line);
                    if (!line.isBlank()) last = line;
                }
            }
            return outcome(reports, first, process.waitFor(), last);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Outcome outcome(List<String> reports, double first, int status, String last) {
        String failure = "status " + status + ": " + last.substring(0, Math.min(last.length(), TOLD_OF_FAILURE));
        try {
            List<JsonObject> warm = reports.subList(reports.size() / 2, reports.size()).stream()
                    .map(line -> JsonValue.parse(line).asObject())
                    .sorted(Comparator.comparingDouble(Launch::seconds))
                    .toList();
            if (!warm.isEmpty()) return new Outcome(warm.get(warm.size() / 2), first, "");
        } catch (IllegalArgumentException e) {
            failure = String.valueOf(e.getMessage());
        }
        return new Outcome(null, first, failure);
    }

    private static double seconds(JsonObject report) {
        return report.get("seconds") instanceof JsonNumber(String text) ? Double.parseDouble(text) : Double.NaN;
    }
}
