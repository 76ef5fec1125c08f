package dev.sluice.recorder;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/// A stream script, run step by step: every source is a memory stream, the query writes through `foreachBatch`.
///
/// Only what Spark answers is rewritten: what stands under `emits`, `batches`, `operators`, `fails` and `refused`, and
/// what follows `watermark`, `late` and `state NAME`. `key`, `depends-on-cuts` and `holds-back` speak to the runner of the
/// scripts and mean nothing here.
final class StreamScript {

    private final List<ScriptStep> steps;
    private final SparkSession spark;
    private final ScriptSources sources;
    private final Path scratch;
    private String mode;
    private ScriptQuery query;
    private ScriptQuery.Rows rows;

    /// Rows that were late in the micro-batches which the last answer showed.
    private long late;

    StreamScript(List<String> lines, SparkSession spark, Path scratch) {
        this.steps = ScriptStep.parse(lines);
        this.spark = spark;
        this.sources = new ScriptSources(spark);
        this.scratch = scratch;
    }

    List<String> record() {
        List<String> written = new ArrayList<>();
        try {
            for (int i = 0; i < steps.size(); i++) {
                written.addAll(answered(steps.get(i), callsAfter(i)).written());
            }
        } finally {
            if (query != null) {
                query.stop();
            }
        }
        return written;
    }

    /// The `then` lines that follow a step.
    private List<ScriptStep> callsAfter(int step) {
        return steps.subList(step + 1, steps.size()).stream()
                .takeWhile(each -> each.word().equals("then"))
                .toList();
    }

    private ScriptStep answered(ScriptStep step, List<ScriptStep> then) {
        switch (step.word()) {
            case "source" -> sources.stream(step);
            case "table" -> sources.table(step);
            case "view" -> sources.view(step, then);
            case "config" -> {
                String[] setting = step.rest().split("\\s+", 2);
                spark.conf().set(setting[0], setting[1]);
            }
            case "query" -> {
                mode = step.rest();
                rows = () -> sources.rows(step.text(), then);
                query = new ScriptQuery(mode, scratch.resolve(UUID.randomUUID().toString()).toString());
                query.start(rows);
            }
            case "put" -> sources.put(step);
            case "feed" -> {
                sources.put(step);
                query.feed(sources::flush);
            }
            case "restart" -> {
                query.stop();
                query.start(rows);
                query.feed(() -> {});
            }
            case "emits" -> {
                return step.withBody(emitted(step));
            }
            case "batches" -> {
                return step.withBody(batches(step));
            }
            case "watermark" -> {
                requireRunning(step);
                return new ScriptStep("watermark " + query.watermark(zone()), step.body());
            }
            case "late" -> {
                return new ScriptStep("late " + late, step.body());
            }
            case "operators" -> {
                requireRunning(step);
                return step.withBody(query.takeOperators());
            }
            case "state" -> {
                requireRunning(step);
                String operator = step.rest().split("\\s+")[0];
                return new ScriptStep("state " + operator + " " + query.state(operator), step.body());
            }
            case "refused" -> {
                return step.withBody(error(step, query.refusal()));
            }
            case "fails" -> {
                return step.withBody(error(step, query.failure()));
            }
            default -> {}
        }
        return step;
    }

    private ZoneId zone() {
        return ZoneId.of(spark.conf().get("spark.sql.session.timeZone"));
    }

    private List<String> emitted(ScriptStep step) {
        requireRunning(step);
        late = query.takeLate();
        SortedMap<Long, List<String>> batches = query.take();
        boolean isComplete = mode.equals("complete");
        List<String> emitted = isComplete
                ? batches.isEmpty() ? List.of() : batches.get(batches.lastKey())
                : batches.values().stream().flatMap(List::stream).toList();
        if (step.rest().equals("ordered")) {
            return emitted;
        }
        // Order that means nothing must not make a diff; groups come in the order of hashes, so they are sorted.
        List<String> sorted = emitted.stream().sorted().toList();
        if (sorted.equals(step.body().stream().sorted().toList())) {
            return step.body();
        }
        return mode.equals("append") ? emitted : sorted;
    }

    /// A line `-- NUMBER` for each micro-batch, then its rows, sorted.
    private List<String> batches(ScriptStep step) {
        requireRunning(step);
        late = query.takeLate();
        List<String> lines = new ArrayList<>();
        for (Map.Entry<Long, List<String>> batch : query.take().entrySet()) {
            lines.add("-- " + batch.getKey());
            batch.getValue().stream().sorted().forEach(lines::add);
        }
        return lines;
    }

    private void requireRunning(ScriptStep step) {
        Throwable why = query.refusal() == null ? query.failure() : query.refusal();
        if (why != null) {
            throw new IllegalStateException("no query runs, so no answer for: " + step.directive(), why);
        }
    }

    private static List<String> error(ScriptStep step, Throwable why) {
        if (why == null) {
            throw new IllegalStateException("the query is fine, so no answer for: " + step.directive());
        }
        SparkError error = SparkError.of(why);
        return Stream.concat(
                        Stream.of(error.condition() + " " + error.sqlState()), error.messageLines().stream())
                .toList();
    }
}
