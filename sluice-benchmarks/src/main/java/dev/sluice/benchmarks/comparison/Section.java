package dev.sluice.benchmarks.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What is compared: which workloads on which engines if nothing else is said, and where the figures go.
enum Section {
    ENGINES(MarkedSection.ENGINES, "Engines in turn"),
    /// Several runs in one process, of which the last are warm.
    STEADY(MarkedSection.STEADY, "Steady state"),
    NEXMARK(MarkedSection.NEXMARK, "Nexmark"),
    KAFKA(MarkedSection.KAFKA, "Kafka"),
    /// From a full topic to a count, beside what a consumer alone can read.
    THROUGHPUT(MarkedSection.THROUGHPUT, "Throughput from Kafka");

    private final MarkedSection marks;
    private final String title;

    Section(MarkedSection marks, String title) {
        this.marks = marks;
        this.title = title;
    }

    MarkedSection marks() {
        return marks;
    }

    String title() {
        return title;
    }

    /// Options that are not those of the others.
    Map<String, String> usual() {
        return switch (this) {
            case ENGINES -> Map.of("workloads", "W1,W2,W3,W5", "engines", "sluice,limit,plain,spark,flink,kstreams");
            case STEADY -> Map.of("workloads", "W1,W2,W3", "engines", "sluice,limit", "rounds", "3", "repeats", "5");
            case NEXMARK ->
                Map.of("workloads", queries(), "engines", "sluice,spark,flink,kstreams", "rounds", "1", "heap", "4g");
            case THROUGHPUT -> Map.of("workloads", "W6", "engines", "sluice,limit,plain,spark", "rounds", "3");
            case KAFKA -> Map.of("workloads", topicJobs(), "engines", "sluice,limit,spark,kstreams", "rounds", "1");
        };
    }

    /// As options say it.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Section::word).toList();
    }

    String plot() {
        return this == ENGINES ? "comparison.svg" : word() + ".svg";
    }

    /// What the plot shows.
    String measure() {
        return this == KAFKA ? "milliseconds that 99 of 100 records stay under" : "seconds";
    }

    String lines() {
        return this == ENGINES ? "runs.jsonl" : word() + ".jsonl";
    }

    /// Without state and counting, few records and many, at least once and exactly once.
    private static String topicJobs() {
        return Stream.of("", "-once")
                .flatMap(guarantee -> Stream.of("map", "count")
                        .flatMap(job -> Stream.of("-1000", "-20000").map(rate -> job + rate + guarantee)))
                .collect(Collectors.joining(","));
    }

    /// All but q4 and q6, which no stream answers.
    private static String queries() {
        return IntStream.rangeClosed(0, 22)
                .filter(number -> number != 4 && number != 6)
                .mapToObj(number -> "q" + number)
                .collect(Collectors.joining(","));
    }
}
