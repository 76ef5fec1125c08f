package dev.sluice.analyzer;

import dev.sluice.error.ErrorCondition;
import dev.sluice.expression.Expression;
import dev.sluice.function.RowByRowKernel;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.NodeExpressions;

/// Refuses chance where rows flow. The n-th row of a partition has its n-th number; an open micro-batch has many runs,
/// and after a crash its rows come in one, so each would have another number than those who read it have seen.
final class FlowingChance {

    private FlowingChance() {}

    static void refuse(LogicalPlan plan) {
        plan.nodes()
                .forEach(node -> NodeExpressions.map(node, expression -> {
                    refuse(expression);
                    return expression;
                }));
    }

    private static void refuse(Expression expression) {
        if (expression instanceof Expression.Call call && call.function().kernel() instanceof RowByRowKernel) {
            throw ErrorCondition.FLOWING_CHANCE
                    .error()
                    .with("function", call.function().name())
                    .at(call.at())
                    .build();
        }
        expression.children().forEach(FlowingChance::refuse);
    }
}
