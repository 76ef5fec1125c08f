package dev.sluice.analyzer;

import dev.sluice.error.ErrorCondition;
import dev.sluice.plan.EventTime;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.Recursion;
import dev.sluice.stream.OutputMode;
import java.util.List;
import java.util.stream.Stream;

/// Refuses at the start what a stream can't do, in Spark's words and in Spark's order: first what the output mode can't
/// have, then what single nodes can't do, from the inputs up, then what nodes can't do one above the other.
///
/// Source: Spark's `UnsupportedOperationChecker`. Each family of rules has a file: [OutputModeRules],
/// [StreamNodeRules], [StreamJoinRules], [ChainRules], [WatermarkRules], [ContinuousRules],
/// [RealTimeRules].
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
    public static void checkStreaming(LogicalPlan plan, OutputMode mode, StreamingPermissions permissions) {
        if (!plan.isStreaming())
            throw ErrorCondition.WRITE_STREAM_NOT_ALLOWED.error().build();
        if (permissions.checksOperations()) {
            List<LogicalPlan> nodes =
                    upwards(plan).filter(LogicalPlan::isStreaming).toList();
            GroupStateRules.checkTogether(plan, mode);
            OutputModeRules.check(plan, mode);
            nodes.forEach(node -> StreamNodeRules.check(node, plan, mode, permissions));
            ChainRules.check(plan, mode, permissions);
            OutputModeRules.checkChain(plan, mode);
        }
        plan.nodes().forEach(node -> {
            if (node instanceof LogicalPlan.Window window && window.isStreaming()) {
                RankRules.check(window, mode, permissions);
            }
        });
        WatermarkRules.check(plan, mode, permissions);
        if (plan.nodes().anyMatch(StreamingRules::isRecursion)) {
            throw ErrorCondition.NOT_YET_SUPPORTED
                    .error()
                    .with("feature", "WITH RECURSIVE beside a stream")
                    .build();
        }
    }

    /// Its rounds are queries that run to their end.
    private static boolean isRecursion(LogicalPlan node) {
        return node instanceof LogicalPlan.Scan scan && scan.input() instanceof Recursion;
    }

    /// A plan that is to run with a continuous trigger.
    public static void checkContinuous(LogicalPlan plan) {
        upwards(plan).forEach(ContinuousRules::check);
        FlowingChance.refuse(plan);
    }

    /// A plan that is to run in real-time mode.
    ///
    /// @param checksOperators whether what Spark does not have there is refused
    public static void checkRealTime(LogicalPlan plan, OutputMode mode, boolean checksOperators) {
        RealTimeRules.checkMode(mode);
        if (checksOperators) RealTimeRules.check(upwards(plan).toList());
        FlowingChance.refuse(plan);
    }

    private static Stream<LogicalPlan> upwards(LogicalPlan plan) {
        return Stream.concat(plan.children().stream().flatMap(StreamingRules::upwards), Stream.of(plan));
    }

    /// Whether a group can end: one of its keys is a time of events.
    static boolean ends(LogicalPlan.Aggregate aggregate) {
        return EventTime.first(aggregate.keys(), aggregate.input()).isPresent();
    }
}
