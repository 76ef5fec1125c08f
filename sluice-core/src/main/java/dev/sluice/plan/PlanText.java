package dev.sluice.plan;

import dev.sluice.expression.Column;
import dev.sluice.expression.SortKey;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// Plans as people read them: a node a line, inputs indented beneath, as Spark's EXPLAIN draws them.
public final class PlanText {

    private PlanText() {}

    public static String of(LogicalPlan plan) {
        return TreeText.of(plan, LogicalPlan::children, PlanText::line);
    }

    private static String line(LogicalPlan plan) {
        return switch (plan) {
            case LogicalPlan.Scan(var input, _, var output) -> "Relation " + list(output) + " " + input.description();
            case LogicalPlan.StreamScan(var table, _, _, var output) ->
                "StreamingRelation " + list(output) + " " + table.description();
            case LogicalPlan.Values(var output, var rows) ->
                output.isEmpty() ? "OneRowRelation" : "LocalRelation " + list(output) + ", " + rows.size() + " rows";
            case LogicalPlan.Filter(_, var condition) -> "Filter " + condition;
            case LogicalPlan.Project(_, var columns) -> "Project " + list(columns);
            case LogicalPlan.Watermark(_, var time, long delayMillis, _) ->
                "EventTimeWatermark " + time + ", " + delayMillis + " ms";
            case LogicalPlan.LateRows(_, var time, _, _, var made) -> "LateRows " + time + ", " + list(made);
            case LogicalPlan.CollectMetrics(_, var name, var calls, var metrics, _) ->
                "CollectMetrics " + name + ", " + list(metrics) + ", " + list(calls);
            case LogicalPlan.Window(_, var partition, var order, var calls) ->
                "Window " + list(calls) + ", " + list(partition) + ", " + list(order);
            case LogicalPlan.Generate(_, var generator, var argument, boolean outer, var made) ->
                "Generate " + generator.name() + "(" + argument + "), " + (outer ? "outer, " : "") + list(made);
            case LogicalPlan.Aggregate(_, var keys, var session, var aggregates, _) ->
                "Aggregate " + list(keys) + (session == null ? "" : ", session " + session) + ", " + list(aggregates);
            case LogicalPlan.Deduplicate(_, var keys, boolean withinWatermark, _) ->
                (withinWatermark ? "DeduplicateWithinWatermark " : "Deduplicate ") + list(keys);
            case LogicalPlan.UserRows rows ->
                (rows.beside() ? "AppendColumns " : "MapPartitions ")
                        + rows.code().name() + ", " + list(rows.objects().fields()) + ", " + list(rows.made());
            case LogicalPlan.UserGroups groups ->
                "MapGroups " + groups.code().name() + ", "
                        + list(groups.groups().keys()) + ", "
                        + list(groups.groups().objects().fields()) + ", " + list(groups.made());
            case LogicalPlan.Sort(_, List<SortKey> keys) -> "Sort " + list(keys);
            case LogicalPlan.Limit(_, long count, long offset, _) ->
                "Limit " + count + (offset == 0 ? "" : " offset " + offset);
            case LogicalPlan.Union(_, List<Column> output) -> "Union " + list(output);
            case LogicalPlan.Join(_, _, var kind, var leftKeys, var rightKeys, var condition, _) ->
                "Join " + kind.sql() + ", " + list(leftKeys) + " = " + list(rightKeys)
                        + (condition == null ? "" : ", " + condition);
        };
    }

    private static String list(Collection<?> items) {
        return items.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }
}
