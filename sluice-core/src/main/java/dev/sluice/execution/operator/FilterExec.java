package dev.sluice.execution.operator;

import dev.sluice.evaluator.Evaluator;
import dev.sluice.execution.Operator;
import dev.sluice.execution.OperatorPlan;
import dev.sluice.execution.Output;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.TaskContext;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.vector.Chunk;
import java.util.List;

/// Keeps the rows for which the condition is true. The vectors stay as they are; only the selection gets smaller.
public record FilterExec(PhysicalPlan input, Expression condition) implements OperatorPlan {

    @Override
    public List<Column> output() {
        return input.output();
    }

    @Override
    public Operator open(TaskContext task) {
        Evaluator test = task.evaluator(condition, input.output());
        return new Operator() {
            @Override
            public void push(Chunk chunk, Output out) {
                Chunk kept = chunk.select(chunk.selection().where(test.evaluate(chunk)));
                if (kept.rowCount() > 0) out.accept(kept);
            }

            @Override
            public boolean mayPushAgain() {
                return true;
            }
        };
    }

    @Override
    public boolean keepsPlaces() {
        return true;
    }

    @Override
    public String describe() {
        return "Filter " + condition;
    }
}
