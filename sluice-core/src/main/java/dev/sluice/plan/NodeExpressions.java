package dev.sluice.plan;

import dev.sluice.expression.AggregateCall;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.expression.SortKey;
import java.util.List;
import java.util.function.UnaryOperator;

/// The expressions that a node computes over its inputs' rows.
public final class NodeExpressions {

    private NodeExpressions() {}

    /// The same node, its inputs untouched, with each of its own expressions replaced by one of the same type.
    public static LogicalPlan map(LogicalPlan node, UnaryOperator<Expression> change) {
        return switch (node) {
            case LogicalPlan.Filter(var input, var condition) -> new LogicalPlan.Filter(input, change.apply(condition));
            case LogicalPlan.Project(var input, var columns) -> new LogicalPlan.Project(input, named(columns, change));
            case LogicalPlan.Values(var output, var rows) ->
                new LogicalPlan.Values(
                        output, rows.stream().map(row -> all(row, change)).toList());
            case LogicalPlan.LateRows(var input, var time, long shift, var reason, var made) ->
                new LogicalPlan.LateRows(input, change.apply(time), shift, reason, made);
            case LogicalPlan.Window(var input, var partition, var order, var calls) ->
                new LogicalPlan.Window(
                        input,
                        all(partition, change),
                        sorted(order, change),
                        calls.stream().map(call -> call.map(change)).toList());
            case LogicalPlan.Generate(var input, var generator, var argument, boolean outer, var made) ->
                new LogicalPlan.Generate(input, generator, change.apply(argument), outer, made);
            case LogicalPlan.Aggregate(var input, var keys, var session, var calls, var operator) ->
                new LogicalPlan.Aggregate(
                        input,
                        named(keys, change),
                        session,
                        calls.stream().map(call -> call(call, change)).toList(),
                        operator);
            case LogicalPlan.CollectMetrics(var input, var name, var calls, var metrics, var taker) ->
                new LogicalPlan.CollectMetrics(
                        input,
                        name,
                        calls.stream().map(call -> call(call, change)).toList(),
                        named(metrics, change),
                        taker);
            case LogicalPlan.Sort(var input, var keys) -> new LogicalPlan.Sort(input, sorted(keys, change));
            case LogicalPlan.Join(
                    var left,
                    var right,
                    var kind,
                    var leftKeys,
                    var rightKeys,
                    var condition,
                    var operator) ->
                new LogicalPlan.Join(
                        left,
                        right,
                        kind,
                        all(leftKeys, change),
                        all(rightKeys, change),
                        condition == null ? null : change.apply(condition),
                        operator);
            case LogicalPlan.Scan _,
                    LogicalPlan.StreamScan _,
                    LogicalPlan.Watermark _,
                    LogicalPlan.Deduplicate _,
                    LogicalPlan.UserRows _,
                    LogicalPlan.UserGroups _,
                    LogicalPlan.Limit _,
                    LogicalPlan.Union _ -> node;
        };
    }

    /// The same whole plan with each expression replaced.
    public static LogicalPlan mapAll(LogicalPlan plan, UnaryOperator<Expression> change) {
        return plan.rewrite(node -> map(node, change));
    }

    private static List<Expression> all(List<Expression> expressions, UnaryOperator<Expression> change) {
        return expressions.stream().map(change).toList();
    }

    private static List<Named> named(List<Named> columns, UnaryOperator<Expression> change) {
        return columns.stream()
                .map(named -> new Named(named.column(), change.apply(named.expression())))
                .toList();
    }

    private static List<SortKey> sorted(List<SortKey> keys, UnaryOperator<Expression> change) {
        return keys.stream()
                .map(key -> new SortKey(change.apply(key.expression()), key.ascending(), key.nullsFirst()))
                .toList();
    }

    private static AggregateCall call(AggregateCall call, UnaryOperator<Expression> change) {
        return new AggregateCall(
                call.column(),
                call.function(),
                all(call.arguments(), change),
                call.distinct(),
                call.filter() == null ? null : change.apply(call.filter()));
    }
}
