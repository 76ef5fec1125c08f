package dev.sluice.analyzer;

import dev.sluice.error.ErrorCondition;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.stream.OutputMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a query in real-time mode can do in Spark 4.2: update mode, without state.
///
/// State would do no harm here: the rules of operators can be switched off, as in Spark, and the query runs.
final class RealTimeRules {

    private RealTimeRules() {}

    static void checkMode(OutputMode mode) {
        if (mode == OutputMode.UPDATE) return;
        String word = mode.word();
        throw ErrorCondition.REAL_TIME_OUTPUT_MODE
                .error()
                .with("outputMode", word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .build();
    }

    /// @param nodes of the plan, from the inputs up
    static void check(List<LogicalPlan> nodes) {
        List<String> refused = nodes.stream()
                .filter(node -> node.isStreaming() && !isAllowed(node))
                .map(node -> node.getClass().getSimpleName())
                .distinct()
                .sorted()
                .toList();
        if (!refused.isEmpty()) {
            throw ErrorCondition.REAL_TIME_OPERATOR
                    .error()
                    .with("errorType", "operator")
                    .with("message", String.join(", ", refused) + (refused.size() == 1 ? " is" : " are"))
                    .build();
        }
        for (LogicalPlan node : nodes) {
            if (node instanceof LogicalPlan.Union union) checkUnion(union);
        }
    }

    private static boolean isAllowed(LogicalPlan node) {
        return switch (node) {
            case LogicalPlan.StreamScan _,
                    LogicalPlan.Scan _,
                    LogicalPlan.Values _,
                    LogicalPlan.Project _,
                    LogicalPlan.Filter _,
                    LogicalPlan.Generate _,
                    LogicalPlan.UserRows _,
                    LogicalPlan.Watermark _,
                    LogicalPlan.CollectMetrics _,
                    LogicalPlan.Union _ -> true;
            // A table that is looked up by key; Spark's nested loop is not on its list.
            case LogicalPlan.Join join ->
                !join.joinsStreams() && !join.leftKeys().isEmpty();
            case LogicalPlan.Aggregate _,
                    LogicalPlan.Deduplicate _,
                    LogicalPlan.UserGroups _,
                    LogicalPlan.Window _,
                    LogicalPlan.LateRows _,
                    LogicalPlan.Sort _,
                    LogicalPlan.Limit _ -> false;
        };
    }

    private static void checkUnion(LogicalPlan.Union union) {
        List<LogicalPlan.StreamScan> scans = union.nodes()
                .filter(LogicalPlan.StreamScan.class::isInstance)
                .map(LogicalPlan.StreamScan.class::cast)
                .toList();
        if (scans.stream().map(LogicalPlan.StreamScan::table).distinct().count() == scans.size()) return;
        throw ErrorCondition.REAL_TIME_UNION
                .error()
                .with(
                        "sources",
                        scans.stream().map(scan -> scan.table().description()).collect(Collectors.joining(", ")))
                .build();
    }
}
