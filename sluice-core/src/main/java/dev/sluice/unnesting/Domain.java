package dev.sluice.unnesting;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.expression.AggregateCall;
import dev.sluice.expression.Column;
import dev.sluice.expression.Conjuncts;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.expression.SortKey;
import dev.sluice.expression.WindowCall;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.LogicalPlan.JoinKind;
import dev.sluice.plan.NodeExpressions;
import dev.sluice.type.DataType;
import dev.sluice.unnesting.PullUp.Pulled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Carries the values that a subquery reads of outer rows down through its plan, each distinct one once, so that it is
/// run for all of them together.
///
/// ```text
/// Aggregate [], count(1) AS n       Aggregate [d], count(1) AS n      and the condition  d <=> outer.a
///   Filter b < outer.a         =>     Filter b < d
///     Scan t                            Join
///                                         Aggregate [outer.a AS d]
///                                           outer
///                                         Scan t
/// ```
///
/// The outer rows are computed once more for that, so they can be no stream.
final class Domain {

    private final LogicalPlan outerPlan;
    private final Outer outer;
    private final List<Column> read;
    private final Map<Long, Expression> found;
    private final LongSupplier ids;

    private Domain(LogicalPlan outerPlan, FoundInMaps maps, List<Column> read, LongSupplier ids) {
        this.outerPlan = outerPlan;
        this.found = maps.values();
        this.outer = Outer.of(outerPlan).with(found.keySet());
        this.read = read;
        this.ids = ids;
    }

    /// A plan that has the values in columns of its own.
    ///
    /// @param values by the ids of the outer columns
    private record Pushed(LogicalPlan plan, Map<Long, Column> values) {
        Expression of(Column outer) {
            return new Expression.ColumnRef(column(outer));
        }

        Column column(Column outer) {
            return Objects.requireNonNull(values.get(outer.id()));
        }

        Expression replaced(Expression expression) {
            return expression.rewrite(
                    part -> part instanceof Expression.ColumnRef(Column column) && values.containsKey(column.id())
                            ? of(column)
                            : part);
        }
    }

    static Pulled pull(LogicalPlan outerPlan, LogicalPlan subquery, LongSupplier ids) {
        if (outerPlan.isStreaming()) throw notYet("a subquery that compares with a stream's rows in this way");
        FoundInMaps maps = FoundInMaps.of(Outer.of(outerPlan), subquery, ids);
        List<Column> read = Outer.of(outerPlan).with(maps.values().keySet()).readBy(maps.plan());
        for (Column column : read) {
            if (!column.type().hasMap()) continue;
            throw ErrorCondition.SUBQUERY_READS_MAP
                    .error()
                    .with("expr", column.name())
                    .with("dataType", "map")
                    .build();
        }
        var domain = new Domain(outerPlan, maps, read, ids);
        Pushed pushed = domain.push(maps.plan());
        List<Expression> conditions = read.stream()
                .map(column -> Calls.sameOrBothNull(domain.outerValue(column), pushed.of(column)))
                .toList();
        return new Pulled(pushed.plan, conditions);
    }

    private Expression outerValue(Column read) {
        return found.getOrDefault(read.id(), new Expression.ColumnRef(read));
    }

    private Pushed values() {
        Map<Long, Column> values = new HashMap<>();
        List<Named> keys = new ArrayList<>();
        for (Column column : read) {
            var value = new Column(ids.getAsLong(), column.name(), column.type(), column.nullable());
            values.put(column.id(), value);
            keys.add(new Named(value, outerValue(column)));
        }
        return new Pushed(new LogicalPlan.Aggregate(outerPlan, keys, List.of()), values);
    }

    private List<Column> columns(Pushed pushed) {
        return read.stream().map(pushed::column).toList();
    }

    private List<Named> passed(Pushed pushed) {
        return columns(pushed).stream().map(Named::of).toList();
    }

    private Pushed push(LogicalPlan plan) {
        if (!outer.isReadBy(plan)) {
            Pushed values = values();
            return new Pushed(Joins.of(values.plan, plan, JoinKind.INNER, List.of()), values.values);
        }
        return switch (plan) {
            case LogicalPlan.Project(var input, var columns) -> {
                Pushed below = push(input);
                var project = (LogicalPlan.Project)
                        NodeExpressions.map(new LogicalPlan.Project(below.plan, columns), below::replaced);
                yield new Pushed(
                        new LogicalPlan.Project(below.plan, concat(project.columns(), passed(below))), below.values);
            }
            case LogicalPlan.Filter _, LogicalPlan.Sort _, LogicalPlan.Generate _, LogicalPlan.Watermark _ -> {
                Pushed below = push(plan.children().getFirst());
                yield new Pushed(
                        NodeExpressions.map(plan.withChildren(List.of(below.plan)), below::replaced), below.values);
            }
            case LogicalPlan.Window(var input, var partition, var order, var calls) -> {
                Pushed below = push(input);
                List<Expression> own = columns(below).stream()
                        .<Expression>map(Expression.ColumnRef::new)
                        .toList();
                LogicalPlan window = new LogicalPlan.Window(below.plan, concat(own, partition), order, calls);
                yield new Pushed(NodeExpressions.map(window, below::replaced), below.values);
            }
            case LogicalPlan.Aggregate aggregate -> aggregate(aggregate);
            case LogicalPlan.Deduplicate(var input, var keys, boolean within, var operator) -> {
                Pushed below = push(input);
                yield new Pushed(
                        new LogicalPlan.Deduplicate(below.plan, concat(keys, columns(below)), within, operator),
                        below.values);
            }
            case LogicalPlan.Limit limit -> limit(limit);
            case LogicalPlan.Union union -> union(union);
            case LogicalPlan.Join join -> join(join);
            case LogicalPlan.Scan _,
                    LogicalPlan.StreamScan _,
                    LogicalPlan.Values _,
                    LogicalPlan.CollectMetrics _,
                    LogicalPlan.LateRows _,
                    LogicalPlan.UserRows _,
                    LogicalPlan.UserGroups _ -> throw notYet("a subquery of this form that reads the query around it");
        };
    }

    /// Without keys of its own there is a group for each value, also one without rows.
    private Pushed aggregate(LogicalPlan.Aggregate aggregate) {
        if (aggregate.session() != null) throw notYet("session windows in a subquery that reads the query around it");
        Pushed below = push(aggregate.input());
        var own = new LogicalPlan.Aggregate(below.plan, aggregate.keys(), aggregate.aggregates());
        var replaced = (LogicalPlan.Aggregate) NodeExpressions.map(own, below::replaced);
        var groups =
                new LogicalPlan.Aggregate(below.plan, concat(replaced.keys(), passed(below)), replaced.aggregates());
        if (!aggregate.keys().isEmpty()) return new Pushed(groups, below.values);
        Pushed all = values();
        LogicalPlan joined = Joins.of(all.plan, groups, JoinKind.LEFT_OUTER, same(all, below));
        List<Named> columns = new ArrayList<>();
        for (AggregateCall call : replaced.aggregates())
            columns.add(new Named(call.column(), EmptyGroup.valueOf(call)));
        columns.addAll(passed(all));
        return new Pushed(new LogicalPlan.Project(joined, columns), all.values);
    }

    /// So many rows of each value, in the order below.
    private Pushed limit(LogicalPlan.Limit limit) {
        List<SortKey> order = List.of();
        LogicalPlan input = limit.input();
        if (input instanceof LogicalPlan.Sort(var sorted, var keys)) {
            order = keys;
            input = sorted;
        }
        Pushed below = push(input);
        List<SortKey> replaced = order.stream()
                .map(key -> new SortKey(below.replaced(key.expression()), key.ascending(), key.nullsFirst()))
                .toList();
        var place = new Column(ids.getAsLong(), "place", DataType.Atomic.INT, false);
        List<Expression> partition = columns(below).stream()
                .<Expression>map(Expression.ColumnRef::new)
                .toList();
        LogicalPlan ranked =
                new LogicalPlan.Window(below.plan, partition, replaced, List.of(WindowCall.rowNumber(place)));
        var at = new Expression.Cast(new Expression.ColumnRef(place), DataType.Atomic.LONG, false, null);
        long last = limit.count() > Long.MAX_VALUE - limit.offset() ? Long.MAX_VALUE : limit.offset() + limit.count();
        Expression within = Calls.lessOrEqual(at, number(last));
        Expression behind = Calls.lessOrEqual(number(limit.offset() + 1), at);
        return new Pushed(new LogicalPlan.Filter(ranked, Calls.and(within, behind)), below.values);
    }

    private static Expression number(long value) {
        return new Expression.Literal(value, DataType.Atomic.LONG);
    }

    private Pushed union(LogicalPlan.Union union) {
        List<LogicalPlan> inputs = new ArrayList<>();
        for (LogicalPlan input : union.inputs()) {
            Pushed below = push(input);
            List<Named> columns = concat(input.output().stream().map(Named::of).toList(), passed(below));
            inputs.add(new LogicalPlan.Project(below.plan, columns));
        }
        Pushed named = values();
        return new Pushed(new LogicalPlan.Union(inputs, concat(union.output(), columns(named))), named.values);
    }

    private Pushed join(LogicalPlan.Join join) {
        boolean toRight = join.kind() == JoinKind.RIGHT_OUTER
                || join.kind() == JoinKind.FULL_OUTER
                || outer.isReadBy(join.right());
        boolean toLeft = join.kind() != JoinKind.RIGHT_OUTER && join.kind() != JoinKind.INNER
                || outer.isReadBy(join.left())
                || !toRight;
        if (!toLeft) {
            Pushed right = push(join.right());
            return new Pushed(over(join, join.left(), right.plan, right, List.of()), right.values);
        }
        Pushed left = push(join.left());
        if (!toRight) return new Pushed(over(join, left.plan, join.right(), left, List.of()), left.values);
        Pushed right = push(join.right());
        boolean byRight = join.kind() == JoinKind.RIGHT_OUTER;
        LogicalPlan.Join both = over(join, left.plan, right.plan, byRight ? right : left, same(left, right));
        return join.kind() == JoinKind.FULL_OUTER
                ? either(both, left, right)
                : new Pushed(both, (byRight ? right : left).values);
    }

    private LogicalPlan.Join over(
            LogicalPlan.Join join, LogicalPlan left, LogicalPlan right, Pushed values, List<Expression> same) {
        var replaced = (LogicalPlan.Join) NodeExpressions.map(join, values::replaced);
        LogicalPlan.Join by = Joins.of(left, right, join.kind(), concat(same, Conjuncts.of(replaced.condition())));
        return new LogicalPlan.Join(
                left,
                right,
                join.kind(),
                concat(replaced.leftKeys(), by.leftKeys()),
                concat(replaced.rightKeys(), by.rightKeys()),
                by.condition());
    }

    /// Of a full join the value is that of the side that is there.
    private Pushed either(LogicalPlan.Join join, Pushed left, Pushed right) {
        Map<Long, Column> values = new HashMap<>();
        List<Named> columns = new ArrayList<>();
        join.output().forEach(column -> columns.add(Named.of(column)));
        for (Column column : read) {
            var value = new Column(ids.getAsLong(), column.name(), column.type(), true);
            Expression one = new Expression.ColumnRef(left.column(column).withNullable(true));
            Expression other = new Expression.ColumnRef(right.column(column).withNullable(true));
            columns.add(new Named(value, new Expression.Coalesce(List.of(one, other))));
            values.put(column.id(), value);
        }
        return new Pushed(new LogicalPlan.Project(join, columns), values);
    }

    private List<Expression> same(Pushed one, Pushed other) {
        return read.stream()
                .map(column -> Calls.sameOrBothNull(one.of(column), other.of(column)))
                .toList();
    }

    private static <T> List<T> concat(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private static SluiceException notYet(String feature) {
        return ErrorCondition.NOT_YET_SUPPORTED.error().with("feature", feature).build();
    }
}
