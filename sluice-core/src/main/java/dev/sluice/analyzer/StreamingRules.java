package dev.sluice.analyzer;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.plan.EventTime;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.LogicalPlan.JoinKind;
import dev.sluice.stream.OutputMode;
import java.util.List;

/// Refuses at the start what a stream can't do, in Spark's words.
///
/// Source: Spark, Structured Streaming Programming Guide, "Unsupported Operations" and "Output Modes".
public final class StreamingRules {

    private StreamingRules() {}

    /// A plan that is to run once over what is there.
    public static void checkBatch(LogicalPlan plan) {
        if (plan.isStreaming()) throw ErrorCondition.STREAM_IN_BATCH.error().build();
        if (plan.nodes().anyMatch(node -> node instanceof LogicalPlan.Deduplicate d && d.withinWatermark())) {
            throw ErrorCondition.BATCH_WITHIN_WATERMARK.error().build();
        }
    }

    /// A plan that is to run as a stream.
    public static void checkStreaming(LogicalPlan plan, OutputMode mode) {
        if (!plan.isStreaming())
            throw ErrorCondition.WRITE_STREAM_NOT_ALLOWED.error().build();
        List<LogicalPlan.Aggregate> aggregates = plan.nodes()
                .filter(LogicalPlan::isStreaming)
                .filter(LogicalPlan.Aggregate.class::isInstance)
                .map(LogicalPlan.Aggregate.class::cast)
                .toList();
        checkMode(mode, aggregates);
        checkChains(plan, mode);
        for (LogicalPlan.Aggregate aggregate : aggregates) checkDistinct(aggregate);
        plan.nodes().filter(LogicalPlan::isStreaming).forEach(node -> checkNode(node, mode));
    }

    /// A plan that is to run with a continuous trigger.
    public static void checkContinuous(LogicalPlan plan) {
        plan.nodes().filter(LogicalPlan::isStreaming).forEach(node -> {
            switch (node) {
                case LogicalPlan.StreamScan _,
                        LogicalPlan.Project _,
                        LogicalPlan.Filter _,
                        LogicalPlan.Watermark _ -> {}
                case LogicalPlan.Scan _,
                        LogicalPlan.Values _,
                        LogicalPlan.LateRows _,
                        LogicalPlan.Generate _,
                        LogicalPlan.Aggregate _,
                        LogicalPlan.Deduplicate _,
                        LogicalPlan.Sort _,
                        LogicalPlan.Limit _,
                        LogicalPlan.Union _,
                        LogicalPlan.Join _ ->
                    throw ErrorCondition.STREAM_CONTINUOUS
                            .error()
                            .with("operator", node.getClass().getSimpleName())
                            .build();
            }
        });
    }

    private static void checkMode(OutputMode mode, List<LogicalPlan.Aggregate> aggregates) {
        boolean never = aggregates.stream()
                .anyMatch(each -> EventTime.first(each.keys(), each.input()).isEmpty());
        if (mode == OutputMode.APPEND && never) {
            throw unsupported(mode, "streaming aggregations without watermark on streaming DataFrames/DataSets");
        }
        if (mode == OutputMode.COMPLETE && aggregates.isEmpty()) {
            throw unsupported(mode, "no streaming aggregations on streaming DataFrames/DataSets");
        }
    }

    private static SluiceException unsupported(OutputMode mode, String operation) {
        return ErrorCondition.OUTPUT_MODE_UNSUPPORTED_OPERATION
                .error()
                .with("outputMode", mode.word())
                .with("operation", operation)
                .hint(
                        mode == OutputMode.APPEND
                                ? "groups change as rows arrive: use outputMode 'update' or 'complete', or group by a time under a watermark."
                                : "without an aggregate there is no table to repeat: use outputMode 'append' or 'update'.")
                .build();
    }

    /// A stateful operator above an aggregate would get each group again and again, once for every change.
    private static void checkChains(LogicalPlan plan, OutputMode mode) {
        if (mode == OutputMode.APPEND) return;
        plan.nodes()
                .filter(node -> node instanceof LogicalPlan.Aggregate && node.isStreaming())
                .filter(node -> node.children()
                        .getFirst()
                        .nodes()
                        .anyMatch(below -> below instanceof LogicalPlan.Aggregate && below.isStreaming()))
                .findFirst()
                .ifPresent(chained -> {
                    throw ErrorCondition.STREAM_CHAINED_STATE.error().build();
                });
    }

    private static void checkDistinct(LogicalPlan.Aggregate aggregate) {
        if (aggregate.aggregates().stream().anyMatch(call -> call.distinct())) {
            throw ErrorCondition.STREAM_DISTINCT_AGGREGATE.error().build();
        }
    }

    private static void checkNode(LogicalPlan node, OutputMode mode) {
        switch (node) {
            case LogicalPlan.Sort sort -> checkSort(sort, mode);
            case LogicalPlan.Limit(_, long count, long offset, _) -> {
                if (offset > 0 || count == Long.MAX_VALUE)
                    throw ErrorCondition.STREAM_OFFSET.error().build();
                if (mode == OutputMode.UPDATE)
                    throw ErrorCondition.STREAM_LIMIT_IN_UPDATE.error().build();
            }
            case LogicalPlan.Union(var inputs, _) -> {
                if (!inputs.stream().allMatch(LogicalPlan::isStreaming)) {
                    throw ErrorCondition.STREAM_UNION_WITH_BATCH.error().build();
                }
            }
            case LogicalPlan.Join join -> checkJoin(join);
            case LogicalPlan.Scan _,
                    LogicalPlan.StreamScan _,
                    LogicalPlan.Values _,
                    LogicalPlan.Filter _,
                    LogicalPlan.Project _,
                    LogicalPlan.LateRows _,
                    LogicalPlan.Generate _,
                    LogicalPlan.Aggregate _ -> {}
            case LogicalPlan.Deduplicate deduplicate -> {
                if (deduplicate.withinWatermark()
                        && EventTime.columns(deduplicate.input()).isEmpty()) {
                    throw ErrorCondition.STREAM_WITHIN_WATERMARK.error().build();
                }
            }
            case LogicalPlan.Watermark watermark -> {
                if (EventTime.hasWatermark(watermark.input())) {
                    throw ErrorCondition.WATERMARK_REDEFINED.error().build();
                }
            }
        }
    }

    private static void checkSort(LogicalPlan.Sort sort, OutputMode mode) {
        boolean aggregated = sort.nodes().anyMatch(node -> node instanceof LogicalPlan.Aggregate && node.isStreaming());
        if (mode != OutputMode.COMPLETE || !aggregated)
            throw ErrorCondition.STREAM_SORT.error().build();
    }

    private static void checkJoin(LogicalPlan.Join join) {
        boolean left = join.left().isStreaming();
        boolean right = join.right().isStreaming();
        if (left && right) {
            throw ErrorCondition.NOT_YET_SUPPORTED
                    .error()
                    .with("feature", "a join of two streams")
                    .build();
        }
        String streaming = left ? "left" : "right";
        String kind = join.kind().sql();
        boolean refused = switch (join.kind()) {
            case INNER -> false;
            case LEFT_OUTER, LEFT_SEMI, LEFT_ANTI -> right;
            case RIGHT_OUTER -> left;
            case FULL_OUTER -> true;
        };
        if (!refused) return;
        String text = join.kind() == JoinKind.FULL_OUTER
                ? "FullOuter joins with streaming DataFrames/Datasets on the " + streaming
                        + " and a static DataFrame/Dataset on the " + other(streaming) + " is not supported"
                : join.kind() == JoinKind.RIGHT_OUTER
                        ? kind
                                + " join with a streaming DataFrame/Dataset on the left and a static DataFrame/DataSet on the"
                                + " right not supported"
                        : kind
                                + " join with a streaming DataFrame/Dataset on the right and a static DataFrame/Dataset on"
                                + " the left is not supported";
        throw ErrorCondition.STREAM_STATIC_JOIN.error().with("join", text).build();
    }

    private static String other(String side) {
        return side.equals("left") ? "right" : "left";
    }
}
