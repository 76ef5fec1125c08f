package dev.sluice.optimizer.rule;

import dev.sluice.expression.Column;
import dev.sluice.expression.Conjuncts;
import dev.sluice.expression.Expression;
import dev.sluice.optimizer.Rule;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.LogicalPlan.JoinKind;
import java.util.LinkedHashSet;
import java.util.Set;

/// An outer join whose rows without a partner are filtered out above keeps none.
///
/// ```text
/// Filter r.a > 1               Filter r.a > 1
///   Join full l.k = r.k   =>     Join right l.k = r.k
///     Scan l                       Scan l
///     Scan r                       Scan r
/// ```
///
/// In a stream that also decides which rows are remembered, and which are late. Source: Spark, `EliminateOuterJoin`.
public final class NarrowOuterJoin implements Rule {

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        if (!(plan instanceof LogicalPlan.Filter(LogicalPlan.Join join, Expression condition))) return plan;
        Set<Column> needed = new LinkedHashSet<>();
        for (Expression part : Conjuncts.of(condition)) {
            if (part.deterministic()) RequireJoinColumns.collect(asked(part), needed);
        }
        JoinKind kind = narrowed(join.kind(), reads(join.left(), needed), reads(join.right(), needed));
        if (kind == join.kind()) return plan;
        var narrow = new LogicalPlan.Join(
                join.left(), join.right(), kind, join.leftKeys(), join.rightKeys(), join.condition(), join.operator());
        return new LogicalPlan.Filter(narrow, condition);
    }

    /// What must not be NULL for the condition to hold.
    private static Expression asked(Expression part) {
        boolean isThere =
                part instanceof Expression.Call call && call.function().name().equals("isnotnull");
        return isThere ? ((Expression.Call) part).arguments().getFirst() : part;
    }

    private static boolean reads(LogicalPlan side, Set<Column> needed) {
        return side.output().stream().anyMatch(column -> needed.stream().anyMatch(each -> each.id() == column.id()));
    }

    private static JoinKind narrowed(JoinKind kind, boolean needsLeft, boolean needsRight) {
        return switch (kind) {
            case LEFT_OUTER -> needsRight ? JoinKind.INNER : kind;
            case RIGHT_OUTER -> needsLeft ? JoinKind.INNER : kind;
            case FULL_OUTER -> {
                if (needsLeft && needsRight) yield JoinKind.INNER;
                if (needsLeft) yield JoinKind.LEFT_OUTER;
                yield needsRight ? JoinKind.RIGHT_OUTER : kind;
            }
            case INNER, LEFT_SEMI, LEFT_ANTI -> kind;
        };
    }
}
