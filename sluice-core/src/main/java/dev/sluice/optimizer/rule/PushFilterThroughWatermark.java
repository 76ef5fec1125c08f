package dev.sluice.optimizer.rule;

import dev.sluice.expression.Conjuncts;
import dev.sluice.expression.Expression;
import dev.sluice.optimizer.Rule;
import dev.sluice.plan.LogicalPlan;
import java.util.ArrayList;
import java.util.List;

/// What a filter asks of other columns than the time is asked before the time is noted, as in Spark: the rows that are
/// not wanted do not move the watermark.
///
/// ```text
/// Filter a > 1 AND at > x        Filter at > x
///   Watermark at            =>     Watermark at
///     Scan t                         Filter a > 1
///                                      Scan t
/// ```
public final class PushFilterThroughWatermark implements Rule {

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        if (!(plan instanceof LogicalPlan.Filter(LogicalPlan.Watermark watermark, Expression condition))) return plan;
        List<Expression> below = new ArrayList<>();
        List<Expression> above = new ArrayList<>();
        for (Expression part : Conjuncts.of(condition)) {
            boolean ofTime = part.references().stream()
                    .anyMatch(column -> column.id() == watermark.time().id());
            (ofTime || !part.deterministic() ? above : below).add(part);
        }
        Expression moved = Conjuncts.all(below);
        if (moved == null) return plan;
        LogicalPlan noted = watermark.withInput(new LogicalPlan.Filter(watermark.input(), moved));
        Expression rest = Conjuncts.all(above);
        return rest == null ? noted : new LogicalPlan.Filter(noted, rest);
    }
}
