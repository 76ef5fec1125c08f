package dev.sluice.benchmarks.topic;

import dev.sluice.app.UsageException;
import dev.sluice.benchmarks.topic.TopicPrograms.Role;
import dev.sluice.error.Suggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// W4: how long records take from one topic to another, from just before they are sent until a reader of committed
/// records has what came of them. Broker, engine and whoever sends and reads are three processes.
///
/// With `engine=limit` a loop around Kafka's clients takes the engine's place.
///
/// `job=map` writes each record's value in capitals; `job=count` how many records its key has had, in update mode, and
/// each record is timed by the first number that includes it.
public record TopicTimes(String directory, Map<String, String> options) {

    public static final String NAME = "W4";

    private static final Map<String, List<String>> CHOICES = Map.of(
            "engine", List.of("sluice", "limit"),
            "job", List.of("map", "count"),
            "guarantee", List.of("at_least_once", "exactly_once"),
            "trigger", List.of("default", "realtime"));
    private static final List<String> NUMBERS = List.of("rate", "secs", "warm", "partitions");

    public TopicTimes {
        options = new LinkedHashMap<>(options);
        options.forEach(TopicTimes::check);
    }

    /// @param words `option=value`
    public static TopicTimes of(String directory, List<String> words) {
        return new TopicTimes(directory, options(words.toArray(String[]::new), 0));
    }

    static Map<String, String> options(String[] words, int from) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = from; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals < 0) throw new UsageException(words[i] + " is no option: they are written option=value");
            options.put(words[i].substring(0, equals), words[i].substring(equals + 1));
        }
        return options;
    }

    private static void check(String name, String value) {
        List<String> known = new ArrayList<>(NUMBERS);
        known.addAll(CHOICES.keySet());
        known.add("work");
        if (!known.contains(name) && !name.startsWith("conf.")) {
            throw new UsageException("there is no option " + name, Suggestion.likely(name, known));
        }
        List<String> choices = CHOICES.getOrDefault(name, List.of(value));
        if (!choices.contains(value)) {
            throw new UsageException(name + "=" + value + ": it is " + String.join(" or ", choices));
        }
        if (NUMBERS.contains(name) && !value.matches("\\d{1,6}")) {
            throw new UsageException(name + "=" + value + ": a number is needed");
        }
    }

    /// Runs it, and tells how fast on a line of JSON.
    public String report() {
        TopicPrograms programs = Programs.find(NAME);
        Path work = workDirectory();
        try {
            return report(programs, work);
        } finally {
            Programs.deleteAll(work);
        }
    }

    private String report(TopicPrograms programs, Path work) {
        List<String> asked = options.entrySet().stream()
                .filter(option -> !option.getKey().equals("work"))
                .map(option -> option.getKey() + "=" + option.getValue())
                .toList();
        try (Child broker = Programs.broker(programs, work, "in=2", "out=2")) {
            String servers = Programs.servers(broker);
            try (Child engine = isLimit() ? limit(programs, work, servers, asked) : engine(work, servers, asked);
                    Child load = Programs.start(
                            programs,
                            Role.LOAD,
                            work.resolve("load.log"),
                            Programs.with(asked, servers, String.valueOf(engine.pid())))) {
                return load.line(line -> line.startsWith("{"));
            }
        }
    }

    private boolean isLimit() {
        return options.getOrDefault("engine", "").equals("limit");
    }

    private static Child limit(TopicPrograms programs, Path work, String servers, List<String> options) {
        return Programs.start(programs, Role.LIMIT, work.resolve("engine.log"), Programs.with(options, servers));
    }

    /// With the options of the JVM that this process has.
    private static Child engine(Path work, String servers, List<String> options) {
        List<String> jvm = ManagementFactory.getRuntimeMXBean().getInputArguments();
        return Child.start(
                work.resolve("engine.log"),
                jvm,
                System.getProperty("java.class.path"),
                TopicQuery.class.getName(),
                Programs.with(options, servers, work.resolve("checkpoint").toString()));
    }

    private Path workDirectory() {
        try {
            Path parent = Files.createDirectories(Path.of(options.getOrDefault("work", directory)));
            return Files.createTempDirectory(parent.toAbsolutePath(), "w4-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
