package dev.sluice.execution.operator;

import dev.sluice.execution.Operator;
import dev.sluice.execution.OperatorPlan;
import dev.sluice.execution.Output;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.TaskContext;
import dev.sluice.expression.Column;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Selection;
import java.util.Arrays;
import java.util.List;

/// Lets rows through from the `offset`-th on, at most `count` of them, counted anew in every run.
public record LimitExec(PhysicalPlan input, long count, long offset) implements OperatorPlan {

    @Override
    public List<Column> output() {
        return input.output();
    }

    @Override
    public Operator open(TaskContext task) {
        return new Limit();
    }

    private final class Limit implements Operator {
        private long toSkip = offset;
        private long left = count;

        @Override
        public void push(Chunk chunk, Output out) {
            Selection rows = chunk.selection();
            int from = (int) Math.min(toSkip, rows.size());
            int size = (int) Math.min(left, rows.size() - from);
            toSkip -= from;
            left -= size;
            if (size == rows.size()) {
                out.accept(chunk);
            } else if (size > 0) {
                out.accept(chunk.select(new Selection(Arrays.copyOfRange(rows.toArray(), from, from + size), size)));
            }
        }

        @Override
        public void finish(Output out) {
            toSkip = offset;
            left = count;
        }

        @Override
        public boolean wantsMore() {
            return left > 0;
        }
    }

    @Override
    public String describe() {
        return "Limit " + count + (offset == 0 ? "" : " offset " + offset);
    }
}
