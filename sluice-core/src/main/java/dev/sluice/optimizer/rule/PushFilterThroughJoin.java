package dev.sluice.optimizer.rule;

import dev.sluice.expression.Column;
import dev.sluice.expression.Conjuncts;
import dev.sluice.expression.Expression;
import dev.sluice.optimizer.Rule;
import dev.sluice.plan.EqualKeys;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.LogicalPlan.JoinKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A condition on one side of a join is asked of that side, where that does not change which rows come out alone; what
/// a filter asks of both sides of an inner join is part of its condition.
///
/// ```text
/// Filter l.a > 1 AND l.b < r.b        Join l.k = r.k AND l.b < r.b
///   Join l.k = r.k AND r.c = 2   =>     Filter l.a > 1
///     Scan l                              Scan l
///     Scan r                            Filter r.c = 2
///                                         Scan r
/// ```
///
/// Source: Spark, `PushPredicateThroughJoin`.
public final class PushFilterThroughJoin implements Rule {

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        return switch (plan) {
            case LogicalPlan.Filter(LogicalPlan.Join join, Expression condition) ->
                throughFilter(plan, join, condition);
            case LogicalPlan.Join join when join.condition() != null -> ofCondition(join);
            default -> plan;
        };
    }

    private static LogicalPlan throughFilter(LogicalPlan plan, LogicalPlan.Join join, Expression condition) {
        Parts parts = Parts.of(condition, join);
        boolean toLeft = join.kind() != JoinKind.RIGHT_OUTER && join.kind() != JoinKind.FULL_OUTER;
        boolean toRight = join.kind() == JoinKind.INNER || join.kind() == JoinKind.RIGHT_OUTER;
        List<Expression> above = new ArrayList<>();
        if (!toLeft) above.addAll(parts.left);
        if (!toRight) above.addAll(parts.right);
        boolean inner = join.kind() == JoinKind.INNER;
        if (!inner) above.addAll(parts.both);
        if (above.size() == parts.count()) return plan;
        LogicalPlan pushed = inner ? withCondition(join, parts.both) : join;
        pushed = overSides(
                (LogicalPlan.Join) pushed, toLeft ? parts.left : List.of(), toRight ? parts.right : List.of());
        Expression rest = Conjuncts.all(above);
        return rest == null ? pushed : new LogicalPlan.Filter(pushed, rest);
    }

    private static LogicalPlan ofCondition(LogicalPlan.Join join) {
        Parts parts = Parts.of(join.condition(), join);
        boolean toLeft = switch (join.kind()) {
            case INNER, LEFT_SEMI, RIGHT_OUTER -> true;
            case LEFT_OUTER, LEFT_ANTI, FULL_OUTER -> false;
        };
        boolean toRight = switch (join.kind()) {
            case INNER, LEFT_SEMI, LEFT_OUTER, LEFT_ANTI -> true;
            case RIGHT_OUTER, FULL_OUTER -> false;
        };
        boolean any = toLeft && !parts.left.isEmpty() || toRight && !parts.right.isEmpty();
        if (!any) return join;
        List<Expression> kept = new ArrayList<>();
        if (!toLeft) kept.addAll(parts.left);
        if (!toRight) kept.addAll(parts.right);
        kept.addAll(parts.both);
        var rest = new LogicalPlan.Join(
                join.left(),
                join.right(),
                join.kind(),
                join.leftKeys(),
                join.rightKeys(),
                Conjuncts.all(kept),
                join.operator());
        return overSides(rest, toLeft ? parts.left : List.of(), toRight ? parts.right : List.of());
    }

    private static LogicalPlan overSides(LogicalPlan.Join join, List<Expression> left, List<Expression> right) {
        return join.withChildren(List.of(filtered(join.left(), left), filtered(join.right(), right)));
    }

    private static LogicalPlan filtered(LogicalPlan side, List<Expression> parts) {
        Expression condition = Conjuncts.all(parts);
        return condition == null ? side : new LogicalPlan.Filter(side, condition);
    }

    /// The inner join with further conditions; what says that both sides are equal becomes keys.
    private static LogicalPlan.Join withCondition(LogicalPlan.Join join, List<Expression> more) {
        var keys = new EqualKeys(Parts.ids(join.left()), Parts.ids(join.right()));
        keys.left().addAll(join.leftKeys());
        keys.right().addAll(join.rightKeys());
        List<Expression> rest = new ArrayList<>(Conjuncts.of(join.condition()));
        for (Expression part : more) {
            if (!keys.take(part)) rest.add(part);
        }
        return new LogicalPlan.Join(
                join.left(),
                join.right(),
                join.kind(),
                keys.left(),
                keys.right(),
                Conjuncts.all(rest),
                join.operator());
    }

    /// The parts of a condition by what they read; what reads nothing, or is not the same each time, is of both.
    private record Parts(List<Expression> left, List<Expression> right, List<Expression> both) {
        static Parts of(@Nullable Expression condition, LogicalPlan.Join join) {
            var parts = new Parts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            Set<Long> left = ids(join.left());
            Set<Long> right = ids(join.right());
            for (Expression part : Conjuncts.of(condition)) {
                if (part.deterministic() && within(part, left)) {
                    parts.left.add(part);
                } else if (part.deterministic() && within(part, right)) {
                    parts.right.add(part);
                } else {
                    parts.both.add(part);
                }
            }
            return parts;
        }

        int count() {
            return left.size() + right.size() + both.size();
        }

        static Set<Long> ids(LogicalPlan side) {
            Set<Long> ids = new HashSet<>();
            side.output().forEach(column -> ids.add(column.id()));
            return ids;
        }

        static boolean within(Expression part, Set<Long> ids) {
            Set<Column> columns = part.references();
            return !columns.isEmpty() && columns.stream().allMatch(column -> ids.contains(column.id()));
        }
    }
}
