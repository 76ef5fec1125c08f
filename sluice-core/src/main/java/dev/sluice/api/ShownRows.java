package dev.sluice.api;

import dev.sluice.execution.PhysicalPlan;
import dev.sluice.format.JsonText;
import dev.sluice.format.TextTable;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.PlanText;
import dev.sluice.plan.TreeText;
import dev.sluice.vector.Chunk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A query as text: its rows, and how it is done.
record ShownRows(Session session, LogicalPlan plan) {

    private List<Chunk> chunks() {
        return new BatchQuery(session, plan).run();
    }

    List<String> json() {
        List<String> lines = new ArrayList<>();
        for (Chunk chunk : chunks()) {
            for (int i = 0; i < chunk.rowCount(); i++) {
                var line = new StringBuilder();
                JsonText.append(
                        line,
                        chunk,
                        chunk.selection().row(i),
                        plan.schema(),
                        session.conf().zone());
                lines.add(line.toString());
            }
        }
        return lines;
    }

    /// @param asked how many rows are shown; if there are more, the table says so
    /// @param truncate how many characters of a value are shown; 0 means all
    String table(int asked, int truncate, boolean vertical) {
        var table = new TextTable(plan.schema(), asked, truncate, session.conf().zone());
        chunks().forEach(table::add);
        return vertical ? table.vertical() : table.horizontal();
    }

    /// As [#table], in HTML.
    String html(int asked, int truncate) {
        var table = new TextTable(plan.schema(), asked, truncate, session.conf().zone());
        chunks().forEach(table::add);
        return table.html();
    }

    /// @param mode as in [Dataset#explain]
    String plans(String mode) {
        Map<String, String> stages = new LinkedHashMap<>();
        var batch = new BatchQuery(session, plan);
        switch (mode.toLowerCase(Locale.ROOT)) {
            case "simple", "formatted" -> {}
            // No costs are estimated: plans do not depend on any.
            case "cost" -> stages.put("Optimized Logical Plan", PlanText.of(batch.optimized()));
            case "codegen" -> stages.put("Generated code", "none: operators run over columns of values\n");
            default -> {
                stages.put("Analyzed Logical Plan", plan.schema().toDdl() + "\n" + PlanText.of(plan));
                stages.put("Optimized Logical Plan", PlanText.of(batch.optimized()));
            }
        }
        stages.put("Physical Plan", physical(batch));
        return stages.entrySet().stream()
                .map(stage -> "== " + stage.getKey() + " ==\n" + stage.getValue())
                .collect(Collectors.joining("\n"));
    }

    private String physical(BatchQuery batch) {
        if (plan.isStreaming()) return DataStreamWriter.physicalText(session, plan);
        return TreeText.of(batch.physical(), PhysicalPlan::children, PhysicalPlan::describe);
    }
}
