package dev.sluice.benchmarks.comparison;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// How long records take from topic to topic: a table for each job, a row for each rate and engine.
final class DelayTables {

    private DelayTables() {}

    static void write(List<Figures> all, StringBuilder text) {
        Map<String, StringBuilder> tables = new LinkedHashMap<>();
        for (Figures figures : all) {
            Optional<TopicJob> job = TopicJob.of(figures.workload());
            if (job.isEmpty()) continue;
            StringBuilder table = tables.computeIfAbsent(job.get().heading(), _ -> new StringBuilder());
            for (Engine engine : Engine.values()) row(figures, job.get(), engine, table);
        }
        tables.forEach((heading, rows) -> text.append(String.format(
                "%n### %s%n%n"
                        + "| records/s | | median ms | 99 %% ms | bar | longest ms | cores | peak RSS MB | runs |%n"
                        + "|---:|---|---:|---:|---:|---:|---:|---:|---:|%n%s",
                heading, rows)));
    }

    private static void row(Figures figures, TopicJob job, Engine engine, StringBuilder table) {
        List<Run> runs = figures.runs(engine);
        if (runs.isEmpty()) return;
        Figures.Spread p99 = spread(figures, engine, Delay::p99Millis);
        long unanswered =
                runs.stream().mapToLong(run -> delay(run).unanswered()).sum();
        table.append(String.format(
                Locale.ROOT,
                "| %,d | %s%s | %s | %s | %s | %s | %s | %.0f | %d |%n",
                job.rate(),
                engine.title(),
                unanswered == 0 ? "" : String.format(Locale.ROOT, " (%,d without an answer)", unanswered),
                spread(figures, engine, Delay::medianMillis).text(),
                p99.text(),
                engine != Engine.SLUICE
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "%.0f: %s",
                                job.barMillis(),
                                p99.median() <= job.barMillis() ? "met" : "missed"),
                spread(figures, engine, Delay::mostMillis).text(),
                spread(figures, engine, Delay::cores).text(),
                figures.spread(engine, Run::peakMegabytes).median(),
                runs.size()));
    }

    private static Figures.Spread spread(Figures figures, Engine engine, ToDoubleFunction<Delay> field) {
        return figures.spread(engine, run -> field.applyAsDouble(delay(run)));
    }

    private static Delay delay(Run run) {
        return Objects.requireNonNull(run.delay(), run.workload());
    }
}
