package dev.sluice.optimizer.rule;

import dev.sluice.expression.Expression;
import dev.sluice.optimizer.Rule;
import dev.sluice.plan.LogicalPlan;

/// A filter that lets everything through is none.
///
/// ```text
/// Filter true
///   Scan t      =>    Scan t
/// ```
public final class RemoveTrueFilter implements Rule {

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        return plan instanceof LogicalPlan.Filter(var input, var condition) && condition.equals(Expression.Literal.TRUE)
                ? input
                : plan;
    }
}
