package dev.sluice.execution.operator;

import dev.sluice.execution.Operator;
import dev.sluice.execution.OperatorPlan;
import dev.sluice.execution.Output;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.TaskContext;
import dev.sluice.expression.Column;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.KeyTable;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Vector;
import java.util.Arrays;
import java.util.List;

/// Merges partial groups into results, when all input is there: the last step of a batch aggregate.
///
/// @param input rows that begin with an [EncodedKey]
public record FinalAggregateExec(PhysicalPlan input, Grouping grouping) implements OperatorPlan {

    @Override
    public List<Column> output() {
        return grouping.resultColumns();
    }

    @Override
    public Operator open(TaskContext task) {
        return new FinalAggregate();
    }

    private final class FinalAggregate implements Operator {
        private final int keyCount = grouping.keys().size();
        private final KeyEncoder encoder = new KeyEncoder(grouping.keyTypes());
        private KeyTable table = new KeyTable();
        private MutableVector[] state = grouping.newState();

        @Override
        public void push(Chunk chunk, Output out) {
            Vector[] partial = Arrays.copyOfRange(chunk.columns(), EncodedKey.COLUMNS, chunk.columns().length);
            KeyBatch batch = EncodedKey.batch(chunk, chunk.selection());
            int[] slots = new int[batch.count()];
            table.add(batch, slots);
            for (MutableVector column : state) column.ensure(table.slots());
            List<Vector[]> partials = grouping.slices(partial);
            List<MutableVector[]> states = grouping.slices(state);
            for (int i = 0; i < partials.size(); i++) {
                var accumulator = grouping.aggregates().get(i).function().accumulator();
                accumulator.merge(states.get(i), slots, partials.get(i), chunk.selection());
            }
        }

        @Override
        public void finish(Output out) {
            int[] slots = table.occupied();
            List<MutableVector[]> states = grouping.slices(state);
            for (int from = 0; from < slots.length; from += Chunk.ROWS) {
                int size = Math.min(Chunk.ROWS, slots.length - from);
                int[] some = Arrays.copyOfRange(slots, from, from + size);
                Vector[] columns = new Vector[keyCount + states.size()];
                System.arraycopy(encoder.decode(new KeysAt(table, some), size), 0, columns, 0, keyCount);
                for (int i = 0; i < states.size(); i++) {
                    var accumulator = grouping.aggregates().get(i).function().accumulator();
                    columns[keyCount + i] = accumulator.result(states.get(i), some, size);
                }
                out.accept(Chunk.of(size, columns));
            }
            table = new KeyTable();
            state = grouping.newState();
        }
    }

    @Override
    public String describe() {
        return "HashAggregate(final, " + grouping + ")";
    }
}
