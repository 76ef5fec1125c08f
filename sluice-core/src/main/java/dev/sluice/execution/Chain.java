package dev.sluice.execution;

import dev.sluice.vector.Chunk;
import java.util.List;

/// Opened operators, each pushing into the next.
final class Chain {

    private final Operator[] operators;
    private final Output[] outputs;
    private Output target = chunk -> {
        throw new IllegalStateException("no target");
    };

    Chain(List<OperatorPlan> plans, TaskContext task) {
        operators = plans.stream().map(plan -> plan.open(task)).toArray(Operator[]::new);
        outputs = new Output[operators.length];
        for (int i = 0; i < operators.length; i++) {
            int next = i + 1;
            outputs[i] = next == operators.length
                    ? chunk -> emit(chunk)
                    : chunk -> {
                        if (chunk.rowCount() > 0) operators[next].push(chunk, outputs[next]);
                    };
        }
    }

    /// Where the rows of this run go.
    void direct(Output to) {
        target = to;
    }

    void push(Chunk chunk) {
        if (operators.length == 0) {
            emit(chunk);
        } else {
            operators[0].push(chunk, outputs[0]);
        }
    }

    /// The first operator is given the rows of another input from now on.
    void nextInput() {
        operators[0].nextInput(outputs[0]);
    }

    void finish() {
        for (int i = 0; i < operators.length; i++) operators[i].finish(outputs[i]);
    }

    boolean wantsMore() {
        for (Operator operator : operators) {
            if (!operator.wantsMore()) return false;
        }
        return true;
    }

    private void emit(Chunk chunk) {
        if (chunk.rowCount() > 0) target.accept(chunk);
    }
}
