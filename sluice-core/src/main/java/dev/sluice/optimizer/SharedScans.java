package dev.sluice.optimizer;

import dev.sluice.expression.Column;
import dev.sluice.expression.Named;
import dev.sluice.plan.LogicalPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Lets outputs that read different columns of the same stream read it once: each scan gives what any of them wants.
///
/// ```text
/// output 1   Scan s [a]           Project a
///                                   Scan s [a, b]
/// output 2   Scan s [b]     =>    Project b
///                                   Scan s [a, b]
/// ```
public final class SharedScans {

    private SharedScans() {}

    public static List<LogicalPlan> widen(List<LogicalPlan> outputs) {
        Map<Long, Map<Integer, Column>> wanted = new HashMap<>();
        outputs.stream().flatMap(LogicalPlan::nodes).forEach(node -> {
            if (!(node instanceof LogicalPlan.StreamScan scan)) return;
            Map<Integer, Column> columns = wanted.computeIfAbsent(scan.id(), _ -> new TreeMap<>());
            for (int i = 0; i < scan.ordinals().size(); i++) {
                columns.put(scan.ordinals().get(i), scan.output().get(i));
            }
        });
        return outputs.stream()
                .map(output -> output.rewrite(node -> node instanceof LogicalPlan.StreamScan scan
                        ? widened(scan, wanted.getOrDefault(scan.id(), Map.of()))
                        : node))
                .toList();
    }

    private static LogicalPlan widened(LogicalPlan.StreamScan scan, Map<Integer, Column> columns) {
        if (columns.size() == scan.output().size()) return scan;
        var all = new LogicalPlan.StreamScan(
                scan.table(), scan.id(), List.copyOf(columns.keySet()), List.copyOf(columns.values()));
        return new LogicalPlan.Project(
                all, scan.output().stream().map(Named::of).toList());
    }
}
