package dev.sluice.execution.operator;

import dev.sluice.evaluator.Evaluator;
import dev.sluice.execution.Operator;
import dev.sluice.execution.OperatorPlan;
import dev.sluice.execution.Output;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.TaskContext;
import dev.sluice.expression.AggregateCall;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.KeyTable;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Groups the rows of one task, so that only one row a group goes through the exchange: keys, then states.
///
/// Where nearly each row has a key of its own, grouping gains nothing: after so many rows of a task that say so, the
/// others go on as groups of one row. Without keys there is always exactly one row, also of no input.
///
/// @param encoded what the keys go on as, or null if as they are
public record PartialAggregateExec(
        PhysicalPlan input, Grouping grouping, @Nullable EncodedKey encoded) implements OperatorPlan {

    /// After so many rows a task decides whether it goes on grouping: if there are fewer than four groups to five rows.
    private static final int ROWS_TO_DECIDE = 1 << 16;

    /// Above this number of groups they are handed on, so that a task's table stays small.
    private static final int MANY_GROUPS = 1 << 17;

    @Override
    public List<Column> output() {
        if (encoded == null) return grouping.partialColumns();
        return Stream.concat(encoded.columns().stream(), grouping.stateColumns().stream())
                .toList();
    }

    @Override
    public Operator open(TaskContext task) {
        return new PartialAggregate(task);
    }

    private final class PartialAggregate implements Operator {
        private final Evaluator[] keys;
        private final Evaluator[][] arguments;
        private final @Nullable Evaluator[] filters;
        private final KeyEncoder encoder = new KeyEncoder(grouping.keyTypes());
        private KeyTable table = new KeyTable();
        private final MutableVector[] state = grouping.newState();
        private final List<MutableVector[]> states = grouping.slices(state);
        private final MutableVector[] single = grouping.newState();
        private final List<MutableVector[]> singles = grouping.slices(single);
        private boolean adding;
        private long rows;
        private boolean decided;
        private boolean grouped = true;

        PartialAggregate(TaskContext task) {
            List<Column> columns = input.output();
            List<AggregateCall> calls = grouping.aggregates();
            keys = grouping.keyEvaluators(task, columns);
            arguments = calls.stream()
                    .map(call -> task.evaluators(call.arguments(), columns))
                    .toArray(Evaluator[][]::new);
            filters = new Evaluator[calls.size()];
            for (int i = 0; i < filters.length; i++) {
                Expression filter = calls.get(i).filter();
                if (filter != null) filters[i] = task.evaluator(filter, columns);
            }
        }

        @Override
        public void push(Chunk chunk, Output out) {
            adding = false;
            Vector[] key = evaluated(keys, chunk);
            Chunk[] values = new Chunk[arguments.length];
            for (int i = 0; i < values.length; i++) values[i] = argumentsOf(i, chunk);
            adding = true;
            rows += chunk.rowCount();
            KeyBatch batch = encoder.encode(key, chunk.selection());
            if (grouped) {
                group(batch, values, chunk);
                decide();
                // What was grouped goes first, so that the rows of a group stay in their order.
                if (!grouped || table.size() > MANY_GROUPS) flush(out);
            } else {
                out.accept(each(batch, values, chunk));
            }
        }

        private void group(KeyBatch batch, Chunk[] values, Chunk chunk) {
            int[] slots = new int[batch.count()];
            table.add(batch, slots);
            for (MutableVector column : state) column.ensure(table.slots());
            for (int i = 0; i < values.length; i++) add(i, states.get(i), values[i], slotsOf(values[i], chunk, slots));
        }

        private void decide() {
            if (decided || rows < ROWS_TO_DECIDE || keys.length == 0) return;
            decided = true;
            grouped = table.size() < rows / 5 * 4;
        }

        /// Each row as a group.
        private Chunk each(KeyBatch batch, Chunk[] values, Chunk chunk) {
            int count = batch.count();
            int[] slots = Selection.all(count).toArray();
            for (MutableVector column : single) {
                column.reset();
                column.ensure(count);
            }
            for (int i = 0; i < values.length; i++) add(i, singles.get(i), values[i], slotsOf(values[i], chunk, slots));
            Vector[] keyColumns = encoded == null ? encoder.decode(batch) : EncodedKey.columns(batch);
            return partial(keyColumns, single, slots);
        }

        private static Chunk partial(Vector[] keyColumns, MutableVector[] state, int[] slots) {
            Vector[] columns = Arrays.copyOf(keyColumns, keyColumns.length + state.length);
            for (int i = 0; i < state.length; i++) {
                columns[keyColumns.length + i] = state[i].gather(slots, slots.length);
            }
            return Chunk.of(slots.length, columns);
        }

        /// Expressions fail before anything is added; a sum that overflows is no single row's fault.
        @Override
        public boolean mayPushAgain() {
            return !adding;
        }

        private static Vector[] evaluated(Evaluator[] evaluators, Chunk chunk) {
            Vector[] values = new Vector[evaluators.length];
            for (int i = 0; i < values.length; i++) values[i] = evaluators[i].evaluate(chunk);
            return values;
        }

        /// The arguments of an aggregate, for those rows that its own filter keeps.
        private Chunk argumentsOf(int i, Chunk chunk) {
            Evaluator filter = filters[i];
            Chunk kept = filter == null ? chunk : chunk.select(chunk.selection().where(filter.evaluate(chunk)));
            return kept.rowCount() == 0 ? kept : kept.with(evaluated(arguments[i], kept));
        }

        private void add(int i, MutableVector[] state, Chunk values, int[] slots) {
            if (values.rowCount() == 0) return;
            grouping.aggregates()
                    .get(i)
                    .function()
                    .accumulator()
                    .add(state, slots, values.columns(), values.selection());
        }

        /// The slots of those rows that the aggregate's own filter kept.
        private static int[] slotsOf(Chunk values, Chunk chunk, int[] slots) {
            Selection kept = values.selection();
            Selection all = chunk.selection();
            if (kept.size() == all.size()) return slots;
            int[] chosen = new int[kept.size()];
            for (int i = 0, j = 0; i < kept.size(); j++) {
                if (all.row(j) == kept.row(i)) chosen[i++] = slots[j];
            }
            return chosen;
        }

        @Override
        public void finish(Output out) {
            if (keys.length == 0 && table.size() == 0) {
                table.add(new byte[0], 0, 0, KeyEncoder.hash(new byte[0], 0, 0));
                for (MutableVector column : state) column.ensure(1);
            }
            flush(out);
            rows = 0;
            decided = false;
            grouped = true;
        }

        private void flush(Output out) {
            int count = table.size();
            if (count == 0) return;
            int[] slots = table.occupied();
            for (int from = 0; from < count; from += Chunk.ROWS) {
                int size = Math.min(Chunk.ROWS, count - from);
                int[] some = Arrays.copyOfRange(slots, from, from + size);
                Vector[] keyColumns = encoded == null
                        ? encoder.decode(new KeysAt(table, some), size)
                        : EncodedKey.columns(table, some);
                out.accept(partial(keyColumns, state, some));
            }
            table = new KeyTable();
            for (MutableVector column : state) column.reset();
        }
    }

    @Override
    public String describe() {
        return "HashAggregate(partial, " + grouping + ")";
    }
}
