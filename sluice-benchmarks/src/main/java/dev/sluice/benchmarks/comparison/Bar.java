package dev.sluice.benchmarks.comparison;

import java.util.Locale;
import java.util.Optional;

/// How fast we want to be: how many times as long as ours an engine takes at least.
record Bar(double times) {

    /// The bar of a workload, if there is one; nothing of engines that are there for comparison only.
    static Optional<Bar> of(Section section, String workload, Engine engine) {
        return switch (engine) {
            case SPARK -> spark(workload);
            case FLINK ->
                switch (workload) {
                    case "W1", "W2" -> Optional.of(new Bar(10));
                    case "W3" -> Optional.of(new Bar(15));
                    default -> Optional.empty();
                };
            // We may take twice as long as what is written by hand; half as long again where all is warm. And twice as
            // long as Kafka's consumers alone, however they are set.
            case LIMIT, PLAIN ->
                workload.equals("W6")
                        ? Optional.of(new Bar(1 / 2.0))
                        : engine == Engine.LIMIT && workload.matches("W[123]")
                                ? Optional.of(new Bar(section == Section.STEADY ? 1 / 1.5 : 1 / 2.0))
                                : Optional.empty();
            case SLUICE, KSTREAMS -> Optional.empty();
        };
    }

    private static Optional<Bar> spark(String workload) {
        if (Launch.isNexmark(workload)) return Optional.of(new Bar(10));
        return switch (workload) {
            case "W1" -> Optional.of(new Bar(20));
            case "W2" -> Optional.of(new Bar(30));
            case "W3" -> Optional.of(new Bar(40));
            case "W6" -> Optional.of(new Bar(15));
            default -> Optional.empty();
        };
    }

    /// Such as `20: met`.
    String text(double ratio) {
        return String.format(
                Locale.ROOT, times < 1 ? "%.2f: %s" : "%.0f: %s", times, ratio >= times ? "met" : "missed");
    }
}
