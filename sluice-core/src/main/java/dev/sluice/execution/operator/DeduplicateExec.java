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
import dev.sluice.vector.Selection;
import java.util.Arrays;
import java.util.List;

/// Lets the first row of each key through and drops the rest, in one run. Rows of a key come to the same task.
public record DeduplicateExec(PhysicalPlan input, KeyColumns keys) implements OperatorPlan {

    @Override
    public List<Column> output() {
        return input.output();
    }

    @Override
    public Operator open(TaskContext task) {
        return new Deduplicate();
    }

    private final class Deduplicate implements Operator {
        private final KeyEncoder encoder = new KeyEncoder(keys.types());
        private KeyTable seen = new KeyTable();

        @Override
        public void push(Chunk chunk, Output out) {
            Selection rows = chunk.selection();
            KeyBatch batch = encoder.encode(keys.of(chunk.columns()), rows);
            int[] first = new int[batch.count()];
            int count = 0;
            for (int i = 0; i < batch.count(); i++) {
                int before = seen.size();
                seen.add(batch.bytes(), batch.offsets()[i], batch.lengths()[i], batch.hashes()[i]);
                if (seen.size() != before) first[count++] = rows.row(i);
            }
            if (count > 0) out.accept(chunk.select(new Selection(Arrays.copyOf(first, count), count)));
        }

        @Override
        public void finish(Output out) {
            seen = new KeyTable();
        }
    }

    @Override
    public String describe() {
        return "Deduplicate " + keys;
    }
}
