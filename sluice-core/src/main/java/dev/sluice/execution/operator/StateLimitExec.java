package dev.sluice.execution.operator;

import dev.sluice.execution.Operator;
import dev.sluice.execution.Output;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.StatefulPlan;
import dev.sluice.execution.TaskContext;
import dev.sluice.expression.Column;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStore;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import java.util.Arrays;
import java.util.List;

/// Lets the first `count` rows of a stream through, over all micro-batches: LIMIT in append mode.
///
/// State `passed`: nothing -> how many rows went through.
public record StateLimitExec(PhysicalPlan input, long count, StateSpec passed) implements StatefulPlan {

    @Override
    public List<Column> output() {
        return input.output();
    }

    @Override
    public List<StateSpec> states() {
        return List.of(passed);
    }

    @Override
    public Operator open(TaskContext task) {
        return new StateLimit(task.stores().apply(passed));
    }

    private final class StateLimit implements Operator {
        private final StateStore store;

        StateLimit(StateStore store) {
            this.store = store;
        }

        @Override
        public void push(Chunk chunk, Output out) {
            int[] slot = new int[1];
            store.locate(store.keys().encode(new dev.sluice.vector.Vector[0], Selection.all(1)), slot);
            var rows = (MutableVector.Longs) store.values()[0];
            int size = (int) Math.min(count - rows.get(slot[0]), chunk.rowCount());
            if (size <= 0) return;
            rows.set(slot[0], rows.get(slot[0]) + size);
            store.touch(slot, 1);
            out.accept(
                    size == chunk.rowCount()
                            ? chunk
                            : chunk.select(new Selection(
                                    Arrays.copyOf(chunk.selection().toArray(), size), size)));
        }
    }

    @Override
    public String describe() {
        return "StateLimit " + count;
    }
}
