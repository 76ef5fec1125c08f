package dev.sluice.execution.operator;

import dev.sluice.evaluator.Evaluator;
import dev.sluice.execution.Operator;
import dev.sluice.execution.OperatorPlan;
import dev.sluice.execution.Output;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.TaskContext;
import dev.sluice.expression.Column;
import dev.sluice.expression.Named;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Vector;
import java.util.List;

/// Computes columns. Rows keep their positions, so the selection stays as it is.
public record ProjectExec(PhysicalPlan input, List<Named> columns) implements OperatorPlan {

    public ProjectExec {
        columns = List.copyOf(columns);
    }

    @Override
    public List<Column> output() {
        return columns.stream().map(Named::column).toList();
    }

    @Override
    public Operator open(TaskContext task) {
        Evaluator[] evaluators =
                task.evaluators(columns.stream().map(Named::expression).toList(), input.output());
        return new Operator() {
            @Override
            public void push(Chunk chunk, Output out) {
                Vector[] computed = new Vector[evaluators.length];
                for (int i = 0; i < computed.length; i++) computed[i] = evaluators[i].evaluate(chunk);
                out.accept(chunk.with(computed));
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
        return "Project " + columns;
    }
}
