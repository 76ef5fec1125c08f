package dev.sluice.unnesting;

import dev.sluice.expression.Column;
import dev.sluice.expression.Conjuncts;
import dev.sluice.expression.Expression;
import dev.sluice.plan.EqualKeys;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.LogicalPlan.JoinKind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Joins by conditions, of which those that say that both sides are equal become keys.
final class Joins {

    private Joins() {}

    static LogicalPlan.Join of(LogicalPlan left, LogicalPlan right, JoinKind kind, List<Expression> conditions) {
        var keys = new EqualKeys(ids(left), ids(right));
        Expression rest = Conjuncts.all(
                conditions.stream().filter(part -> !keys.take(part)).toList());
        return new LogicalPlan.Join(left, right, kind, keys.left(), keys.right(), rest);
    }

    private static Set<Long> ids(LogicalPlan side) {
        return side.output().stream().map(Column::id).collect(Collectors.toSet());
    }
}
