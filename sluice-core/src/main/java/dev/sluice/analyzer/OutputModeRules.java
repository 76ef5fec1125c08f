package dev.sluice.analyzer;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.stream.OutputMode;
import java.util.List;

/// What each output mode can't have: append groups that never end, complete rows that are not groups, update groups
/// that become others.
final class OutputModeRules {

    private OutputModeRules() {}

    static void check(LogicalPlan plan, OutputMode mode) {
        List<LogicalPlan.Aggregate> aggregates = aggregates(plan);
        switch (mode) {
            case APPEND -> {
                if (!aggregates.stream().allMatch(StreamingRules::ends)) {
                    throw unsupported(
                            mode,
                            "streaming aggregations without watermark on streaming DataFrames/DataSets",
                            "groups change as rows arrive: use outputMode 'update' or 'complete', or group by a time under a watermark.");
                }
            }
            case COMPLETE -> {
                if (aggregates.isEmpty()) {
                    throw unsupported(
                            mode,
                            "no streaming aggregations on streaming DataFrames/DataSets",
                            "without an aggregate there is no table to repeat: use outputMode 'append' or 'update'.");
                }
            }
            case UPDATE -> {
                // Those below others are refused as such first.
                if (!aggregates.isEmpty() && aggregates.getFirst().session() != null) throw sessions(mode);
            }
        }
    }

    /// What is asked of all aggregates, once their chain is allowed.
    static void checkChain(LogicalPlan plan, OutputMode mode) {
        boolean any = aggregates(plan).stream().anyMatch(each -> each.session() != null);
        if (mode == OutputMode.UPDATE && any) throw sessions(mode);
    }

    /// The one on top first.
    private static List<LogicalPlan.Aggregate> aggregates(LogicalPlan plan) {
        return plan.nodes()
                .filter(LogicalPlan::isStreaming)
                .filter(LogicalPlan.Aggregate.class::isInstance)
                .map(LogicalPlan.Aggregate.class::cast)
                .toList();
    }

    private static SluiceException sessions(OutputMode mode) {
        return unsupported(
                mode,
                "session window streaming aggregations on streaming DataFrames/DataSets",
                "a session that grows takes the place of those it grew from: use outputMode 'append' or 'complete'.");
    }

    private static SluiceException unsupported(OutputMode mode, String operation, String hint) {
        return ErrorCondition.OUTPUT_MODE_UNSUPPORTED_OPERATION
                .error()
                .with("outputMode", mode.word())
                .with("operation", operation)
                .hint(hint)
                .build();
    }
}
