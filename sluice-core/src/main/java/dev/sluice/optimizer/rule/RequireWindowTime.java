package dev.sluice.optimizer.rule;

import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.optimizer.Rule;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.Windows;
import java.util.LinkedHashSet;
import java.util.List;

/// Rows without a time are left out before they would be found to lie in no window, where all lie in equally many.
///
/// ```text
/// Generate explode(window(ts, '10 seconds', '5 seconds'))        Generate explode(window(ts, …))
///   Scan t                                                 =>      Filter ts IS NOT NULL
///                                                                    Scan t
/// ```
///
/// Source: Spark, `TimeWindowing`. To be applied once, first: what is known to be there narrows joins below.
public final class RequireWindowTime implements Rule {

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        if (!(plan instanceof LogicalPlan.Generate windows)) return plan;
        if (!(windows.argument() instanceof Expression.Call call) || !isEven(call)) return plan;
        var needed = new LinkedHashSet<Column>();
        RequireJoinColumns.collect(call.arguments().getFirst(), needed);
        LogicalPlan input = RequireJoinColumns.without(windows.input(), needed);
        return input == windows.input() ? plan : windows.withChildren(List.of(input));
    }

    private static boolean isEven(Expression.Call call) {
        return call.function().name().equals(Windows.TIME_WINDOW)
                && call.arguments().get(1) instanceof Expression.Literal duration
                && call.arguments().get(2) instanceof Expression.Literal slide
                && duration.value() instanceof Long whole
                && slide.value() instanceof Long step
                && whole % step == 0;
    }
}
