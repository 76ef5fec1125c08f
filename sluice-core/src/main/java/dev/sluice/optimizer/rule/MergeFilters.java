package dev.sluice.optimizer.rule;

import dev.sluice.expression.Expression;
import dev.sluice.optimizer.Rule;
import dev.sluice.plan.LogicalPlan;

/// Two filters in a row are one; the lower one is tested first, as before.
///
/// ```text
/// Filter b            Filter a AND b
///   Filter a    =>      Scan t
///     Scan t
/// ```
public final class MergeFilters implements Rule {

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        return plan instanceof LogicalPlan.Filter(LogicalPlan.Filter(var input, var first), var second)
                ? new LogicalPlan.Filter(input, new Expression.Logical(true, first, second))
                : plan;
    }
}
