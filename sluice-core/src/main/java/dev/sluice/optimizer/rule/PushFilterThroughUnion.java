package dev.sluice.optimizer.rule;

import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.optimizer.Rule;
import dev.sluice.plan.LogicalPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A filter over a union is a filter over each of its inputs.
///
/// ```text
/// Filter a > 1          Union
///   Union         =>      Filter a > 1
///     Scan t                Scan t
///     Scan u              Filter a > 1
///                           Scan u
/// ```
public final class PushFilterThroughUnion implements Rule {

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        if (!(plan instanceof LogicalPlan.Filter(LogicalPlan.Union(var inputs, var output), var condition)))
            return plan;
        if (!condition.deterministic()) return plan;
        List<LogicalPlan> filtered = new ArrayList<>();
        for (LogicalPlan input : inputs) {
            Map<Long, Column> columns = new HashMap<>();
            for (int i = 0; i < output.size(); i++) {
                columns.put(output.get(i).id(), input.output().get(i));
            }
            filtered.add(new LogicalPlan.Filter(
                    input,
                    condition.rewrite(part -> part instanceof Expression.ColumnRef(Column column)
                            ? new Expression.ColumnRef(columns.getOrDefault(column.id(), column))
                            : part)));
        }
        return new LogicalPlan.Union(filtered, output);
    }
}
