package dev.sluice.unnesting;

import dev.sluice.expression.AggregateCall;
import dev.sluice.expression.Column;
import dev.sluice.expression.Conjuncts;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.LogicalPlan.JoinKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Takes the conditions that read outer columns out of a subquery's plan, so that they can be the condition of a join.
///
/// ```text
/// Project y                        Project y, b       and the condition  b = outer.a
///   Filter b = outer.a AND y > 1     Filter y > 1
///     Scan t                    =>     Scan t
/// ```
///
/// Above groups that is possible where a condition says that something of the row equals something outer: what it
/// equals becomes a key of the groups.
final class PullUp {

    private final Outer outer;
    private final LongSupplier ids;

    PullUp(Outer outer, LongSupplier ids) {
        this.outer = outer;
        this.ids = ids;
    }

    /// What is left, which reads no outer column, and what must hold between a row of it and the outer row.
    record Pulled(LogicalPlan plan, List<Expression> conditions) {
        Pulled {
            conditions = List.copyOf(conditions);
        }
    }

    /// Nothing if the plan reads outer columns elsewhere than in such conditions.
    Optional<Pulled> of(LogicalPlan plan) {
        if (!outer.isReadBy(plan)) return Optional.of(new Pulled(plan, List.of()));
        return switch (plan) {
            case LogicalPlan.Filter(var input, var condition) ->
                of(input).map(below -> filter(below, Conjuncts.of(condition)));
            case LogicalPlan.Project(var input, var columns) ->
                columns.stream().map(Named::expression).anyMatch(outer::isReadBy)
                        ? Optional.empty()
                        : of(input).map(below -> project(below, columns));
            case LogicalPlan.Aggregate aggregate ->
                aggregate.keys().isEmpty()
                        ? Optional.empty()
                        : grouped(aggregate).map(Grouped::pulled);
            case LogicalPlan.Sort(var input, var keys) ->
                keys.stream().anyMatch(key -> outer.isReadBy(key.expression())) ? Optional.empty() : of(input);
            case LogicalPlan.Generate(var input, _, var argument, _, _) ->
                outer.isReadBy(argument) ? Optional.empty() : over(plan, of(input));
            case LogicalPlan.Watermark(var input, _, _, _) -> over(plan, of(input));
            case LogicalPlan.Join join -> join(join);
            case LogicalPlan.Scan _,
                    LogicalPlan.StreamScan _,
                    LogicalPlan.Values _,
                    LogicalPlan.CollectMetrics _,
                    LogicalPlan.LateRows _,
                    LogicalPlan.Window _,
                    LogicalPlan.Deduplicate _,
                    LogicalPlan.UserRows _,
                    LogicalPlan.UserGroups _,
                    LogicalPlan.Limit _,
                    LogicalPlan.Union _ -> Optional.empty();
        };
    }

    private Pulled filter(Pulled below, List<Expression> parts) {
        List<Expression> own =
                parts.stream().filter(part -> !outer.isReadBy(part)).toList();
        List<Expression> pulled = parts.stream().filter(outer::isReadBy).toList();
        Expression condition = Conjuncts.all(own);
        LogicalPlan plan = condition == null ? below.plan : new LogicalPlan.Filter(below.plan, condition);
        return new Pulled(plan, concat(below.conditions, pulled));
    }

    /// What the conditions read is passed on beside the list.
    private Pulled project(Pulled below, List<Named> columns) {
        List<Named> kept = new ArrayList<>(columns);
        for (Column column : read(below)) {
            if (kept.stream().noneMatch(named -> named.column().id() == column.id())) kept.add(Named.of(column));
        }
        return new Pulled(new LogicalPlan.Project(below.plan, kept), below.conditions);
    }

    private List<Column> read(Pulled below) {
        return below.conditions.stream()
                .flatMap(condition -> condition.references().stream())
                .filter(column -> below.plan.output().stream().anyMatch(there -> there.id() == column.id()))
                .distinct()
                .toList();
    }

    private static Optional<Pulled> over(LogicalPlan plan, Optional<Pulled> input) {
        return input.map(below -> new Pulled(plan.withChildren(List.of(below.plan)), below.conditions));
    }

    private Optional<Pulled> join(LogicalPlan.Join join) {
        boolean left = join.kind() != JoinKind.RIGHT_OUTER && join.kind() != JoinKind.FULL_OUTER;
        boolean right = join.kind() == JoinKind.INNER || join.kind() == JoinKind.RIGHT_OUTER;
        List<Expression> parts = Conjuncts.of(join.condition());
        boolean inCondition = parts.stream().anyMatch(outer::isReadBy);
        if (!left && outer.isReadBy(join.left())
                || !right && outer.isReadBy(join.right())
                || inCondition && join.kind() != JoinKind.INNER) return Optional.empty();
        return of(join.left())
                .flatMap(one -> of(join.right()).map(other -> {
                    Expression rest = Conjuncts.all(
                            parts.stream().filter(part -> !outer.isReadBy(part)).toList());
                    var plan = new LogicalPlan.Join(
                            one.plan,
                            other.plan,
                            join.kind(),
                            join.leftKeys(),
                            join.rightKeys(),
                            rest,
                            join.operator());
                    List<Expression> pulled =
                            parts.stream().filter(outer::isReadBy).toList();
                    return new Pulled(plan, concat(concat(one.conditions, other.conditions), pulled));
                }));
    }

    // ---- groups

    /// Groups, each of the rows that belong to equal values of outer rows.
    ///
    /// @param conditions between those keys that were added and the outer row
    record Grouped(LogicalPlan.Aggregate plan, List<Expression> conditions) {
        Pulled pulled() {
            return new Pulled(plan, conditions);
        }
    }

    /// Nothing if what belongs to an outer row is more than what equals something of it.
    Optional<Grouped> grouped(LogicalPlan.Aggregate aggregate) {
        boolean reads = Stream.concat(
                        aggregate.keys().stream().map(Named::expression),
                        aggregate.aggregates().stream().flatMap(PullUp::parts))
                .anyMatch(outer::isReadBy);
        if (reads || aggregate.session() != null) return Optional.empty();
        return of(aggregate.input()).flatMap(below -> grouped(below, aggregate.keys(), aggregate.aggregates()));
    }

    /// The rows in groups, one at most for an outer row and each of the keys.
    Optional<Grouped> grouped(Pulled below, List<Named> keys, List<AggregateCall> calls) {
        List<Named> all = new ArrayList<>(keys);
        List<Expression> conditions = new ArrayList<>();
        for (Expression condition : below.conditions) {
            if (outer.isAllOf(condition)) {
                conditions.add(condition);
                continue;
            }
            Expression inner = innerSide(condition);
            if (inner == null) return Optional.empty();
            var key = new Column(ids.getAsLong(), "key", inner.type(), inner.nullable());
            all.add(new Named(key, inner));
            conditions.add(condition.withChildren(condition.children().stream()
                    .map(side -> side == inner ? new Expression.ColumnRef(key) : side)
                    .toList()));
        }
        return Optional.of(new Grouped(new LogicalPlan.Aggregate(below.plan, all, calls), conditions));
    }

    private static Stream<Expression> parts(AggregateCall call) {
        return Stream.concat(call.arguments().stream(), Stream.ofNullable(call.filter()));
    }

    /// What must equal something of the outer row, if the condition says that.
    private @Nullable Expression innerSide(Expression condition) {
        if (!(condition instanceof Expression.Call call) || call.arguments().size() != 2) return null;
        if (!call.function().name().equals("=") && !call.function().name().equals("<=>")) return null;
        Expression one = call.arguments().get(0);
        Expression other = call.arguments().get(1);
        if (!one.deterministic() || !other.deterministic()) return null;
        if (outer.isAllOf(one) && !outer.isReadBy(other)) return other;
        return outer.isAllOf(other) && !outer.isReadBy(one) ? one : null;
    }

    private static <T> List<T> concat(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
