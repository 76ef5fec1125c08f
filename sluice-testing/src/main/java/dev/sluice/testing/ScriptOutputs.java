package dev.sluice.testing;

import dev.sluice.connector.Sink;
import dev.sluice.stream.OutputMode;
import dev.sluice.testing.ScriptStep.Batch;
import dev.sluice.type.DataType;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What all runs of a script's query wrote into its tables. Each table is held to have each micro-batch once. Where
/// there are several, a row begins with the name of its table.
final class ScriptOutputs {

    private final Map<ScriptTarget, ScriptOutput> outputs = new LinkedHashMap<>();
    private final Map<ScriptTarget, DataType.Struct> columns = new LinkedHashMap<>();

    ScriptOutputs(List<ScriptTarget> targets) {
        targets.forEach(target -> outputs.put(target, new ScriptOutput()));
    }

    /// A sink for the rows of one table.
    Sink sink(ScriptTarget target, DataType.Struct schema, ZoneId zone) {
        columns.put(target, schema);
        return new ScriptSink(schema, zone, output(target));
    }

    private ScriptOutput output(ScriptTarget target) {
        return Objects.requireNonNull(outputs.get(target));
    }

    /// The micro-batches since the last call.
    List<Batch> show() {
        SortedMap<Long, List<ScriptRow>> shown = new TreeMap<>();
        outputs.forEach((target, output) -> {
            for (Batch batch : output.show()) {
                shown.computeIfAbsent(batch.id(), _ -> new ArrayList<>()).addAll(named(target, batch.rows()));
            }
        });
        return shown.entrySet().stream()
                .map(each -> new Batch(each.getKey(), each.getValue()))
                .toList();
    }

    /// The rows of micro-batches as a reader has them: of a table in complete mode those of the last one.
    List<ScriptRow> seen(List<Batch> batches) {
        List<ScriptRow> seen = new ArrayList<>();
        for (ScriptTarget target : outputs.keySet()) {
            List<List<ScriptRow>> own = batches.stream()
                    .map(batch -> batch.rows().stream()
                            .filter(row -> isOf(row, target))
                            .toList())
                    .toList();
            if (target.mode() != OutputMode.COMPLETE) own.forEach(seen::addAll);
            else if (!own.isEmpty()) seen.addAll(own.getLast());
        }
        return seen;
    }

    /// What readers have in the end, whatever the micro-batches.
    List<ScriptRow> finalRows() {
        List<ScriptRow> rows = new ArrayList<>();
        outputs.forEach((target, output) -> {
            if (output.all().isEmpty()) return;
            rows.addAll(named(target, FinalTable.of(target, output.all(), schema(target))));
        });
        return rows;
    }

    /// As [#finalRows], of a batch: what it wrote is all there is.
    List<ScriptRow> batchRows() {
        List<ScriptRow> rows = new ArrayList<>();
        outputs.forEach((target, output) -> output.all().forEach(batch -> rows.addAll(named(target, batch))));
        return rows;
    }

    private DataType.Struct schema(ScriptTarget target) {
        return Objects.requireNonNull(columns.get(target));
    }

    private boolean isOf(ScriptRow row, ScriptTarget target) {
        return outputs.size() == 1 || target.name().equals(row.cells().getFirst());
    }

    private List<ScriptRow> named(ScriptTarget target, List<ScriptRow> rows) {
        if (outputs.size() == 1) return rows;
        return rows.stream()
                .map(row -> {
                    List<@Nullable String> cells = new ArrayList<>();
                    cells.add(target.name());
                    cells.addAll(row.cells());
                    return new ScriptRow(cells);
                })
                .toList();
    }

    /// What was wrong with the order or the repetitions, or null.
    @Nullable
    String violation() {
        return outputs.values().stream()
                .map(ScriptOutput::violation)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// The query was taken back: the next micro-batch is the one behind.
    void rewind(long batchId) {
        outputs.values().forEach(output -> output.rewind(batchId));
    }

    /// Which micro-batch came last, or -1.
    long latest() {
        return outputs.values().stream().mapToLong(ScriptOutput::latest).max().orElse(-1);
    }
}
