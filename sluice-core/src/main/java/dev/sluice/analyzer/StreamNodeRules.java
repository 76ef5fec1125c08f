package dev.sluice.analyzer;

import dev.sluice.ast.GroupCode;
import dev.sluice.error.ErrorCondition;
import dev.sluice.expression.Expression;
import dev.sluice.plan.EventTime;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.NodeExpressions;
import dev.sluice.stream.OutputMode;

/// What a single node can't do on a stream.
final class StreamNodeRules {

    private StreamNodeRules() {}

    /// @param query what the node is part of
    static void check(LogicalPlan node, LogicalPlan query, OutputMode mode, StreamingPermissions permissions) {
        NodeExpressions.map(node, expression -> {
            refuseIncreasingIds(expression);
            return expression;
        });
        switch (node) {
            case LogicalPlan.Aggregate aggregate -> {
                if (!permissions.distinctAggregates()
                        && aggregate.aggregates().stream().anyMatch(call -> call.distinct())) {
                    throw ErrorCondition.STREAM_DISTINCT_AGGREGATE.error().build();
                }
            }
            case LogicalPlan.Deduplicate deduplicate -> {
                if (deduplicate.withinWatermark()
                        && EventTime.columns(deduplicate.input()).isEmpty()) {
                    throw ErrorCondition.STREAM_WITHIN_WATERMARK.error().build();
                }
            }
            case LogicalPlan.Sort sort -> {
                boolean complete = mode == OutputMode.COMPLETE
                        && sort.nodes()
                                .anyMatch(below -> below instanceof LogicalPlan.Aggregate && below.isStreaming());
                if (!complete) throw ErrorCondition.STREAM_SORT.error().build();
            }
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
            case LogicalPlan.UserGroups groups -> {
                switch (groups.code()) {
                    case GroupCode.Each _ -> {}
                    case GroupCode.WithState code -> GroupStateRules.check(groups, code, mode, query);
                    case GroupCode.Transform _ -> GroupStateRules.checkInitial(groups);
                }
            }
            case LogicalPlan.Join join -> StreamJoinRules.check(join, mode);
            case LogicalPlan.Scan _,
                    LogicalPlan.StreamScan _,
                    LogicalPlan.Values _,
                    LogicalPlan.Filter _,
                    LogicalPlan.Project _,
                    LogicalPlan.Generate _,
                    LogicalPlan.Window _,
                    LogicalPlan.LateRows _,
                    LogicalPlan.UserRows _,
                    LogicalPlan.CollectMetrics _,
                    LogicalPlan.Watermark _ -> {}
        }
    }

    /// They would begin anew in each micro-batch.
    private static void refuseIncreasingIds(Expression expression) {
        if (expression instanceof Expression.Call call
                && call.function().name().equals("monotonically_increasing_id")) {
            throw ErrorCondition.STREAM_INCREASING_ID.error().at(call.at()).build();
        }
        expression.children().forEach(StreamNodeRules::refuseIncreasingIds);
    }
}
