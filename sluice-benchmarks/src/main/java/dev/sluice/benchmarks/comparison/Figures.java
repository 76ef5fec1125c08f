package dev.sluice.benchmarks.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// The runs of a workload, put together.
///
/// @param engines the runs of each, in the order of the rounds, without those that failed
/// @param failures what went wrong, by engine
record Figures(String workload, Map<Engine, List<Run>> engines, Map<Engine, String> failures) {

    /// A median, and what it lies between.
    record Spread(double median, double least, double most) {

        static Spread of(List<Double> values) {
            List<Double> sorted = values.stream().sorted().toList();
            int middle = sorted.size() / 2;
            double median =
                    sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
            return new Spread(median, sorted.getFirst(), sorted.getLast());
        }

        /// Such as `4.5 (4.4–5.9)`.
        String text() {
            String one = number(median);
            return least == most ? one : one + " (" + number(least) + "–" + number(most) + ")";
        }

        private static String number(double value) {
            return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
        }
    }

    static Figures of(String workload, List<Run> runs) {
        Map<Engine, List<Run>> engines = new LinkedHashMap<>();
        Map<Engine, String> failures = new LinkedHashMap<>();
        for (Run run : runs) {
            if (!run.workload().equals(workload)) continue;
            if (run.failed()) {
                failures.put(run.engine(), run.failure());
            } else {
                engines.computeIfAbsent(run.engine(), _ -> new ArrayList<>()).add(run);
            }
        }
        return new Figures(workload, engines, failures);
    }

    Spread seconds(Engine engine) {
        return spread(engine, Run::seconds);
    }

    Spread spread(Engine engine, ToDoubleFunction<Run> field) {
        return Spread.of(runs(engine).stream().map(field::applyAsDouble).toList());
    }

    /// How many times as long as ours the engine takes, round by round; nothing if no round has both.
    List<Double> ratios(Engine engine) {
        List<Double> ratios = new ArrayList<>();
        for (Run run : runs(engine)) {
            for (Run ours : runs(Engine.SLUICE)) {
                if (ours.round() == run.round()) ratios.add(run.seconds() / ours.seconds());
            }
        }
        return ratios;
    }

    /// The answers that were given; one if all agree.
    Set<String> answers() {
        Set<String> answers = new LinkedHashSet<>();
        engines.values().forEach(runs -> runs.forEach(run -> answers.add(run.answer())));
        answers.remove("");
        return answers;
    }

    List<Run> runs(Engine engine) {
        return engines.getOrDefault(engine, List.of());
    }
}
