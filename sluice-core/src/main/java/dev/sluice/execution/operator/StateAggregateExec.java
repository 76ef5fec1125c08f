package dev.sluice.execution.operator;

import dev.sluice.execution.Operator;
import dev.sluice.execution.Output;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.StatefulPlan;
import dev.sluice.execution.TaskContext;
import dev.sluice.expression.Column;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStore;
import dev.sluice.stream.OutputMode;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Vector;
import java.util.Arrays;
import java.util.List;

/// Merges partial groups into the groups of all time, and gives out those that the output mode asks for.
///
/// State `groups`: keys -> the aggregates' states. Update gives the groups that were touched in this micro-batch,
/// complete
/// all of them. The order of the rows is not promised.
public record StateAggregateExec(PhysicalPlan input, Grouping grouping, StateSpec groups, OutputMode mode)
        implements StatefulPlan {

    @Override
    public List<Column> output() {
        return grouping.resultColumns();
    }

    @Override
    public List<StateSpec> states() {
        return List.of(groups);
    }

    @Override
    public Operator open(TaskContext task) {
        return new StateAggregate(task.stores().apply(groups));
    }

    private final class StateAggregate implements Operator {
        private final StateStore store;
        private final KeyEncoder encoder;
        private final int keyCount = grouping.keys().size();
        private final List<MutableVector[]> states;

        StateAggregate(StateStore store) {
            this.store = store;
            encoder = store.keys();
            states = grouping.slices(store.values());
        }

        @Override
        public void push(Chunk chunk, Output out) {
            Vector[] keys = Arrays.copyOf(chunk.columns(), keyCount);
            Vector[] partial = Arrays.copyOfRange(chunk.columns(), keyCount, chunk.columns().length);
            KeyBatch batch = encoder.encode(keys, chunk.selection());
            int[] slots = new int[batch.count()];
            store.locate(batch, slots);
            List<Vector[]> partials = grouping.slices(partial);
            for (int i = 0; i < partials.size(); i++) {
                var accumulator = grouping.aggregates().get(i).function().accumulator();
                accumulator.merge(states.get(i), slots, partials.get(i), chunk.selection());
            }
            store.touch(slots, slots.length);
        }

        @Override
        public void finish(Output out) {
            int[] slots = mode == OutputMode.COMPLETE ? store.slots() : store.touched();
            for (int from = 0; from < slots.length; from += Chunk.ROWS) {
                int size = Math.min(Chunk.ROWS, slots.length - from);
                out.accept(results(Arrays.copyOfRange(slots, from, from + size)));
            }
        }

        private Chunk results(int[] slots) {
            Vector[] columns = new Vector[keyCount + grouping.aggregates().size()];
            System.arraycopy(store.rows(slots, slots.length).columns(), 0, columns, 0, keyCount);
            for (int i = 0; i < states.size(); i++) {
                var accumulator = grouping.aggregates().get(i).function().accumulator();
                columns[keyCount + i] = accumulator.result(states.get(i), slots, slots.length);
            }
            return Chunk.of(slots.length, columns);
        }
    }

    @Override
    public String describe() {
        return "StateAggregate(" + grouping + ", " + mode.word() + ")";
    }
}
