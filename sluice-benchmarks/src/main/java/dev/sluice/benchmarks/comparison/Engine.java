package dev.sluice.benchmarks.comparison;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What can be run: ours first, then what it is measured with. Each run is a process of its own.
enum Engine {
    SLUICE("Sluice", true),
    LIMIT("limit", true),
    PLAIN("plain loop", true),
    SPARK("Spark", false),
    FLINK("Flink", false),
    KSTREAMS("Kafka Streams", false);

    /// What of Nexmark Kafka Streams answers in a way of its own: rows without state, and the last state of a key.
    private static final List<String> KSTREAMS_QUERIES = List.of("q0", "q1", "q2", "q14", "q17", "q18", "q21", "q22");

    private final String title;
    private final boolean ours;

    Engine(String title, boolean ours) {
        this.title = title;
        this.ours = ours;
    }

    /// As tables say it.
    String title() {
        return title;
    }

    /// Whether `./sluice bench` runs it; the comparison's own script runs the others.
    boolean ours() {
        return ours;
    }

    /// As options say it, and what runs tell of themselves.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it can answer a workload. Kafka Streams reads from Kafka alone, and Spark writes there at least once, as
    /// the loop at the limit; what Flink prints is no table, so that nobody sees when its first row is there.
    boolean answers(String workload) {
        Optional<TopicJob> topics = TopicJob.of(workload);
        if (topics.isPresent()) {
            return switch (this) {
                case SLUICE, KSTREAMS -> true;
                case SPARK, LIMIT -> !topics.get().once();
                case PLAIN, FLINK -> false;
            };
        }
        boolean nexmark = Launch.isNexmark(workload);
        boolean own = List.of("join", "session").contains(workload);
        return switch (this) {
            case SLUICE -> true;
            case LIMIT -> List.of("W0", "W1", "W2", "W3", "W6").contains(workload);
            case PLAIN -> !nexmark && !List.of("W4", "W5").contains(workload);
            case SPARK -> !own;
            case FLINK -> !own && !List.of("W5", "W6").contains(workload);
            case KSTREAMS -> workload.equals("W4") || KSTREAMS_QUERIES.contains(workload);
        };
    }
}
