package dev.sluice.unnesting;

import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.LogicalPlan.JoinKind;
import dev.sluice.unnesting.PullUp.Grouped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// A subquery that gives one row at most for each outer row, since it is about one group, or reads no table at all.
///
/// ```text
/// Project n + outer.c                                 the value  coalesce(n, 0) + outer.c  over
///   Filter n > 1                                      Join left outer, outer.a = key
///     Aggregate [], count(1) AS n             =>        outer
///       Filter b = outer.a                              Aggregate b AS key, count(1) AS n
///         Scan t                                          Scan t
///                                                     where  coalesce(n, 0) > 1  holds
/// ```
///
/// So what stands above the group may read outer columns, and a group without rows is one nevertheless.
///
/// @param plan the outer rows, each with the subquery's row beside it
/// @param values the columns of the subquery over that
/// @param there whether there is a row, which is not so if it is NULL
record OneRow(LogicalPlan plan, List<Expression> values, Expression there) {

    /// Nothing if the subquery may have several rows, or they can't be told without carrying outer rows into it.
    static Optional<OneRow> of(LogicalPlan outer, LogicalPlan subquery, LongSupplier ids) {
        return switch (subquery) {
            case LogicalPlan.Project(var input, var columns) ->
                of(outer, input, ids).map(below -> below.over(input, columns));
            case LogicalPlan.Filter(var input, var condition) ->
                of(outer, input, ids)
                        .map(below -> new OneRow(
                                below.plan,
                                below.values,
                                Calls.and(below.there, below.computed(condition, input.output()))));
            case LogicalPlan.Values(var columns, var rows)
            when columns.isEmpty() && rows.size() == 1 ->
                Optional.of(new OneRow(outer, List.of(), Expression.Literal.TRUE));
            case LogicalPlan.Aggregate aggregate
            when aggregate.keys().isEmpty() ->
                new PullUp(Outer.of(outer), ids).grouped(aggregate).map(groups -> beside(outer, aggregate, groups));
            default -> Optional.empty(); // of what may have several rows, or has an order to look at
        };
    }

    private static OneRow beside(LogicalPlan outer, LogicalPlan.Aggregate aggregate, Grouped groups) {
        LogicalPlan plan = Joins.of(outer, groups.plan(), JoinKind.LEFT_OUTER, groups.conditions());
        boolean always = groups.conditions().isEmpty(); // one group even of no rows
        List<Expression> values = aggregate.aggregates().stream()
                .map(call ->
                        always ? new Expression.ColumnRef(call.column().withNullable(true)) : EmptyGroup.valueOf(call))
                .toList();
        return new OneRow(plan, values, Expression.Literal.TRUE);
    }

    private OneRow over(LogicalPlan input, List<Named> columns) {
        List<Column> below = input.output();
        return new OneRow(
                plan,
                columns.stream()
                        .map(named -> computed(named.expression(), below))
                        .toList(),
                there);
    }

    /// An expression over the subquery's columns as one over the plan's.
    private Expression computed(Expression expression, List<Column> columns) {
        Map<Long, Expression> meant = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) meant.put(columns.get(i).id(), values.get(i));
        return expression.rewrite(part ->
                part instanceof Expression.ColumnRef(Column column) ? meant.getOrDefault(column.id(), part) : part);
    }
}
