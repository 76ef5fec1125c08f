package dev.sluice.optimizer.rule;

import dev.sluice.error.SluiceException;
import dev.sluice.evaluator.EvaluatorCompiler;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.function.CallContext;
import dev.sluice.optimizer.Rule;
import dev.sluice.plan.LogicalPlan;
import java.time.ZoneId;
import java.util.List;

/// What is made of constants alone is computed once.
///
/// ```text
/// Filter a > 1 + 2        Filter a > 3
///   Scan t           =>     Scan t
/// ```
///
/// A constant that can't be computed stays as it is: its error belongs to the rows that reach it.
public final class FoldConstants implements Rule {

    private final CallContext call;

    public FoldConstants(ZoneId zone) {
        call = new CallContext(zone, 0);
    }

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        return switch (plan) {
            case LogicalPlan.Filter(LogicalPlan input, Expression condition) -> {
                Expression folded = fold(condition);
                yield folded == condition ? plan : new LogicalPlan.Filter(input, folded);
            }
            case LogicalPlan.Project(LogicalPlan input, List<Named> columns) -> {
                List<Named> folded = columns.stream()
                        .map(named -> new Named(named.column(), fold(named.expression())))
                        .toList();
                boolean same = true;
                for (int i = 0; i < folded.size(); i++) {
                    same &= folded.get(i).expression() == columns.get(i).expression();
                }
                yield same ? plan : new LogicalPlan.Project(input, folded);
            }
            default -> plan;
        };
    }

    private Expression fold(Expression expression) {
        if (expression instanceof Expression.Literal) return expression;
        if (expression.foldable()) return compute(expression);
        List<Expression> before = expression.children();
        List<Expression> after = before.stream().map(this::fold).toList();
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i) != after.get(i)) return expression.withChildren(after);
        }
        return expression;
    }

    private Expression compute(Expression expression) {
        try {
            return new Expression.Literal(EvaluatorCompiler.constant(expression, call), expression.type());
        } catch (SluiceException e) {
            return expression;
        }
    }
}
