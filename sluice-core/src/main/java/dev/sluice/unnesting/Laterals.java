package dev.sluice.unnesting;

import dev.sluice.expression.Column;
import dev.sluice.expression.Conjuncts;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.LogicalPlan.JoinKind;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.unnesting.PullUp.Pulled;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Lateral joins: the outer rows beside those that a subquery makes of each.
final class Laterals {

    private final LongSupplier ids;

    Laterals(LongSupplier ids) {
        this.ids = ids;
    }

    LogicalPlan beside(LogicalPlan outer, LogicalPlan subquery, JoinKind kind, List<Expression> conditions) {
        boolean alone = kind == JoinKind.LEFT_OUTER;
        if (!alone || conditions.isEmpty()) {
            Optional<LogicalPlan> generated = generated(outer, subquery, alone);
            if (generated.isPresent()) return filtered(generated.get(), conditions);
        }
        Optional<OneRow> one = OneRow.of(outer, subquery, ids);
        if (one.isPresent()) return row(outer, subquery.output(), one.get(), alone, conditions);
        Pulled pulled = new Unnesting(ids).pulled(outer, subquery);
        List<Expression> all =
                Stream.concat(pulled.conditions().stream(), conditions.stream()).toList();
        LogicalPlan joined = Joins.of(outer, pulled.plan(), kind, all);
        List<Long> made = subquery.output().stream().map(Column::id).toList();
        List<Named> columns = new ArrayList<>(passed(outer));
        joined.output().stream()
                .filter(column -> made.contains(column.id()))
                .forEach(column -> columns.add(Named.of(column)));
        return new LogicalPlan.Project(joined, columns);
    }

    private static List<Named> passed(LogicalPlan plan) {
        return plan.output().stream().map(Named::of).toList();
    }

    private static LogicalPlan filtered(LogicalPlan plan, List<Expression> conditions) {
        Expression condition = Conjuncts.all(conditions);
        return condition == null ? plan : new LogicalPlan.Filter(plan, condition);
    }

    private LogicalPlan row(
            LogicalPlan outer, List<Column> made, OneRow one, boolean alone, List<Expression> conditions) {
        List<Named> columns = new ArrayList<>(passed(outer));
        for (int i = 0; i < made.size(); i++)
            columns.add(new Named(made.get(i), one.values().get(i)));
        boolean always = one.there().equals(Expression.Literal.TRUE);
        LogicalPlan there = always || alone ? one.plan() : new LogicalPlan.Filter(one.plan(), one.there());
        LogicalPlan all = new LogicalPlan.Project(there, columns);
        if (!alone || always && conditions.isEmpty()) return filtered(all, conditions);
        var found = new Column(ids.getAsLong(), "there", Atomic.BOOLEAN, true);
        LogicalPlan marked = new LogicalPlan.Project(
                one.plan(),
                Stream.concat(columns.stream(), Stream.of(new Named(found, one.there())))
                        .toList());
        Expression holds =
                Conjuncts.all(Stream.concat(Stream.<Expression>of(new Expression.ColumnRef(found)), conditions.stream())
                        .toList());
        List<Named> kept = new ArrayList<>(passed(outer));
        for (Column column : made) {
            Expression value = new Expression.ColumnRef(column);
            Expression nothing = new Expression.Literal(null, column.type());
            kept.add(new Named(column.withNullable(true), Calls.choose(Objects.requireNonNull(holds), value, nothing)));
        }
        return new LogicalPlan.Project(marked, kept);
    }

    /// Whether it is a column of the input, and so NULL where a generator makes no row.
    private static boolean isOf(Named named, LogicalPlan input) {
        return named.expression() instanceof Expression.ColumnRef(Column column)
                && input.output().contains(column);
    }

    private static Named perhapsNull(Named named, boolean alone) {
        return alone ? new Named(named.column().withNullable(true), named.expression()) : named;
    }

    /// What a generator makes of values of the outer row is a generator over the outer rows.
    private static Optional<LogicalPlan> generated(LogicalPlan outer, LogicalPlan subquery, boolean alone) {
        return switch (subquery) {
            case LogicalPlan.Project(var input, var columns)
            when !alone || columns.stream().allMatch(column -> isOf(column, input)) ->
                generated(outer, input, alone)
                        .map(below -> new LogicalPlan.Project(
                                below,
                                Stream.concat(
                                                passed(outer).stream(),
                                                columns.stream().map(named -> perhapsNull(named, alone)))
                                        .toList()));
            case LogicalPlan.Filter(var input, var condition)
            when !alone -> generated(outer, input, false).map(below -> new LogicalPlan.Filter(below, condition));
            case LogicalPlan.Generate(LogicalPlan.Values row, var generator, var argument, boolean keeps, var made)
            when row.output().isEmpty() && row.rows().size() == 1 ->
                Optional.of(new LogicalPlan.Generate(
                        outer,
                        generator,
                        argument,
                        alone || keeps,
                        made.stream()
                                .map(column -> alone ? column.withNullable(true) : column)
                                .toList()));
            default -> Optional.empty();
        };
    }
}
