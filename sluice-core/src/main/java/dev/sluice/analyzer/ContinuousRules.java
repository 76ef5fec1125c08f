package dev.sluice.analyzer;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.expression.Expression;
import dev.sluice.plan.LogicalPlan;
import java.util.Set;
import java.util.stream.Stream;

/// What a query with a continuous trigger can do: treat each row alone, and not ask for the time.
final class ContinuousRules {

    private static final Set<String> CLOCKS =
            Set.of("current_timestamp", "now", "current_date", "curdate", "localtimestamp");

    private ContinuousRules() {}

    static void check(LogicalPlan node) {
        switch (node) {
            case LogicalPlan.StreamScan _ -> {}
            case LogicalPlan.Project(_, var columns) -> columns.forEach(column -> refuseClocks(column.expression()));
            case LogicalPlan.Filter(_, var condition) -> refuseClocks(condition);
            case LogicalPlan.UserRows _ -> {}
            case LogicalPlan.UserGroups _ -> throw unsupported("MapGroups");
            case LogicalPlan.Watermark _ -> throw unsupported("EventTimeWatermark");
            case LogicalPlan.CollectMetrics _ -> throw unsupported("CollectMetrics");
            case LogicalPlan.Scan _ -> throw unsupported("LogicalRelation");
            case LogicalPlan.Values _ -> throw unsupported("LocalRelation");
            case LogicalPlan.Window _ -> throw unsupported("Window");
            case LogicalPlan.Generate _ -> throw unsupported("Generate");
            case LogicalPlan.LateRows _ -> throw unsupported("LateRows");
            case LogicalPlan.Aggregate _ -> throw unsupported("Aggregate");
            case LogicalPlan.Deduplicate deduplicate ->
                throw unsupported(deduplicate.withinWatermark() ? "DeduplicateWithinWatermark" : "Deduplicate");
            case LogicalPlan.Sort _ -> throw unsupported("Sort");
            case LogicalPlan.Limit _ -> throw unsupported("LocalLimit");
            case LogicalPlan.Union _ -> throw unsupported("Union");
            case LogicalPlan.Join _ -> throw unsupported("Join");
        }
    }

    private static SluiceException unsupported(String operator) {
        return ErrorCondition.STREAM_CONTINUOUS
                .error()
                .with("operator", operator)
                .build();
    }

    private static void refuseClocks(Expression expression) {
        if (parts(expression)
                .anyMatch(part -> part instanceof Expression.Call call
                        && CLOCKS.contains(call.function().name()))) {
            throw ErrorCondition.STREAM_CONTINUOUS_CLOCK.error().build();
        }
    }

    private static Stream<Expression> parts(Expression expression) {
        return Stream.concat(
                Stream.of(expression), expression.children().stream().flatMap(ContinuousRules::parts));
    }
}
