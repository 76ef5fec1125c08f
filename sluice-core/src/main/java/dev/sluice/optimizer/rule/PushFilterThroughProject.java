package dev.sluice.optimizer.rule;

import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.optimizer.Rule;
import dev.sluice.plan.LogicalPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A filter goes below the computing of columns, if what it reads is passed on or renamed there.
///
/// ```text
/// Filter b > 1             Project a AS b, f(c) AS d
///   Project a AS b, …  =>    Filter a > 1
///     Scan t                   Scan t
/// ```
///
/// A filter over computed columns stays: it would compute them twice.
public final class PushFilterThroughProject implements Rule {

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        if (!(plan instanceof LogicalPlan.Filter(LogicalPlan.Project(var input, List<Named> columns), var condition))) {
            return plan;
        }
        boolean plain = condition.deterministic()
                && columns.stream().allMatch(named -> named.expression().deterministic());
        if (!plain) return plan; // other rows would have other random numbers
        Map<Long, Expression> sources = new HashMap<>();
        for (Named named : columns) {
            if (named.expression() instanceof Expression.ColumnRef) {
                sources.put(named.column().id(), named.expression());
            }
        }
        for (Column column : condition.references()) {
            if (!sources.containsKey(column.id())) return plan;
        }
        Expression below = condition.rewrite(part ->
                part instanceof Expression.ColumnRef(Column column) ? sources.getOrDefault(column.id(), part) : part);
        return new LogicalPlan.Project(new LogicalPlan.Filter(input, below), columns);
    }
}
