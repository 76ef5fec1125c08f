package dev.sluice.analyzer;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.expression.Column;
import dev.sluice.plan.EventTime;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.stream.OutputMode;
import java.util.List;
import java.util.stream.Collectors;

/// What operators need of watermarks, whatever the settings say: Spark finds these out only when the query runs.
final class WatermarkRules {

    private WatermarkRules() {}

    static void check(LogicalPlan plan, OutputMode mode, StreamingPermissions permissions) {
        plan.nodes().filter(LogicalPlan::isStreaming).forEach(node -> {
            if (mode == OutputMode.APPEND
                    && node instanceof LogicalPlan.Aggregate aggregate
                    && !StreamingRules.ends(aggregate)) throw neverAppended("aggregations");
            if (node instanceof LogicalPlan.Aggregate sessions
                    && sessions.session() != null
                    && sessions.keys().size() == 1)
                throw ErrorCondition.STREAM_GLOBAL_SESSION.error().build();
            if (node instanceof LogicalPlan.Deduplicate deduplicate
                    && deduplicate.withinWatermark()
                    && EventTime.columns(deduplicate.input()).isEmpty()) {
                throw ErrorCondition.STREAM_WITHIN_WATERMARK.error().build();
            }
            if (!permissions.multipleStatefulOperators()) return;
            if (node instanceof LogicalPlan.Watermark watermark && EventTime.hasWatermark(watermark.input())) {
                throw ErrorCondition.WATERMARK_REDEFINED.error().build();
            }
            checkOneTime(node, plan);
        });
    }

    private static SluiceException neverAppended(String operator) {
        return ErrorCondition.UNSUPPORTED_STREAMING_OPERATOR_WITHOUT_WATERMARK
                .error()
                .with("outputMode", "Append")
                .with("statefulOperator", operator)
                .build();
    }

    /// With two times, it would not be said which of them a row may be late by.
    private static void checkOneTime(LogicalPlan node, LogicalPlan plan) {
        List<Column> times = times(node, plan);
        if (times.size() <= 1) return;
        throw ErrorCondition.SEVERAL_EVENT_TIMES
                .error()
                .with(
                        "eventTimeCols",
                        times.stream()
                                .map(time -> time + "-T" + EventTime.delayMillis(time, node) + "ms")
                                .collect(Collectors.joining(",", "(", ")")))
                .build();
    }

    private static List<Column> times(LogicalPlan node, LogicalPlan plan) {
        return switch (node) {
            case LogicalPlan.Aggregate aggregate -> EventTime.columns(aggregate);
            case LogicalPlan.Deduplicate deduplicate -> EventTime.lateBy(deduplicate, plan);
            case LogicalPlan.Join _,
                    LogicalPlan.Scan _,
                    LogicalPlan.StreamScan _,
                    LogicalPlan.Values _,
                    LogicalPlan.Filter _,
                    LogicalPlan.Project _,
                    LogicalPlan.Watermark _,
                    LogicalPlan.CollectMetrics _,
                    LogicalPlan.Generate _,
                    LogicalPlan.Window _,
                    LogicalPlan.LateRows _,
                    LogicalPlan.UserRows _,
                    LogicalPlan.UserGroups _,
                    LogicalPlan.Sort _,
                    LogicalPlan.Limit _,
                    LogicalPlan.Union _ -> List.of();
        };
    }
}
