package dev.sluice.execution.operator;

import dev.sluice.evaluator.Evaluator;
import dev.sluice.execution.Operator;
import dev.sluice.execution.OperatorPlan;
import dev.sluice.execution.Output;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.TaskContext;
import dev.sluice.expression.Column;
import dev.sluice.expression.SortKey;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.ValueOrder;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Puts all rows of its input in order; rows of equal keys stay as they came.
public record SortExec(PhysicalPlan input, List<SortKey> keys) implements OperatorPlan {

    public SortExec {
        keys = List.copyOf(keys);
    }

    @Override
    public List<Column> output() {
        return input.output();
    }

    @Override
    public Operator open(TaskContext task) {
        return new Sort(task.evaluators(keys.stream().map(SortKey::expression).toList(), input.output()));
    }

    private final class Sort implements Operator {
        private final Evaluator[] evaluators;
        private final List<Chunk> chunks = new ArrayList<>();

        Sort(Evaluator[] evaluators) {
            this.evaluators = evaluators;
        }

        @Override
        public void push(Chunk chunk, Output out) {
            chunks.add(chunk.compact());
        }

        @Override
        public void finish(Output out) {
            if (chunks.isEmpty()) return;
            Chunk all = Chunk.concat(input.output().stream().map(Column::type).toList(), chunks);
            int count = all.size();
            chunks.clear();
            int[] order = order(all, count);
            for (int from = 0; from < count; from += Chunk.ROWS) {
                int size = Math.min(Chunk.ROWS, count - from);
                int[] rows = Arrays.copyOfRange(order, from, from + size);
                Vector[] sorted = new Vector[all.columns().length];
                for (int c = 0; c < sorted.length; c++) sorted[c] = Vectors.gather(all.column(c), rows, size);
                out.accept(Chunk.of(size, sorted));
            }
        }

        private int[] order(Chunk rows, int count) {
            Vector[] values = new Vector[evaluators.length];
            for (int i = 0; i < values.length; i++) values[i] = evaluators[i].evaluate(rows);
            Integer[] order = new Integer[count];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, (a, b) -> compare(values, a, b));
            return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
        }

        private int compare(Vector[] values, int a, int b) {
            for (int i = 0; i < values.length; i++) {
                SortKey key = keys.get(i);
                boolean left = values[i].isNull(a);
                boolean right = values[i].isNull(b);
                int order;
                if (left || right) {
                    order = Boolean.compare(right, left) * (key.nullsFirst() ? 1 : -1);
                } else {
                    order = ValueOrder.compare(values[i], a, values[i], b) * (key.ascending() ? 1 : -1);
                }
                if (order != 0) return order;
            }
            return 0;
        }
    }

    @Override
    public String describe() {
        return "Sort " + keys;
    }
}
