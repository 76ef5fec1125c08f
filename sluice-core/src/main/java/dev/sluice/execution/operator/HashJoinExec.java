package dev.sluice.execution.operator;

import dev.sluice.evaluator.Evaluator;
import dev.sluice.execution.BuildPlan;
import dev.sluice.execution.BuildTable;
import dev.sluice.execution.Operator;
import dev.sluice.execution.OperatorPlan;
import dev.sluice.execution.Output;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.TaskContext;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.plan.LogicalPlan.JoinKind;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.DictionaryVector;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks each row's key up in a table that was built of the other side.
///
/// @param kind INNER, LEFT_OUTER, LEFT_SEMI or LEFT_ANTI, the probing side being the left one
/// @param condition what else must hold for a pair, over the probing columns followed by the built ones; or null
public record HashJoinExec(
        PhysicalPlan input,
        BuildPlan build,
        JoinKind kind,
        List<Expression> keys,
        @Nullable Expression condition) implements OperatorPlan {

    private static final int NO_MATCH = -1;

    public HashJoinExec {
        keys = List.copyOf(keys);
        switch (kind) {
            case INNER, LEFT_OUTER, LEFT_SEMI, LEFT_ANTI -> {}
            case RIGHT_OUTER, FULL_OUTER -> throw new IllegalArgumentException("the held side can't lead: " + kind);
        }
    }

    @Override
    public List<Column> output() {
        return switch (kind) {
            case LEFT_SEMI, LEFT_ANTI -> input.output();
            case LEFT_OUTER ->
                Stream.concat(input.output().stream(), build.output().stream().map(c -> c.withNullable(true)))
                        .toList();
            case INNER, RIGHT_OUTER, FULL_OUTER -> pairColumns();
        };
    }

    private List<Column> pairColumns() {
        return Stream.concat(input.output().stream(), build.output().stream()).toList();
    }

    @Override
    public List<PhysicalPlan> children() {
        return List.of(input, build);
    }

    @Override
    public List<BuildPlan> builds() {
        return List.of(build);
    }

    @Override
    public Operator open(TaskContext task) {
        return new HashJoin(task);
    }

    private final class HashJoin implements Operator {
        private final TaskContext task;
        private final Evaluator[] keyEvaluators;
        private final KeyEncoder encoder;
        private final @Nullable Evaluator test;
        private final int[] probe = new int[Chunk.ROWS];
        private final int[] held = new int[Chunk.ROWS];

        /// The first partner of each row of the chunk.
        private int[] firsts = new int[Chunk.ROWS];

        /// How many of the rows have begun, and the next partner of the last of them.
        private int begun;
        private int other = NO_MATCH;

        HashJoin(TaskContext task) {
            this.task = task;
            List<DataType> types = keys.stream().map(Expression::type).toList();
            keyEvaluators = task.evaluators(keys, input.output());
            encoder = new KeyEncoder(types);
            test = condition == null ? null : task.evaluator(condition, pairColumns());
        }

        /// Pairs are made a piece at a time, since one key may have very many; rows that are NULL anywhere in the key
        /// find nothing.
        @Override
        public void push(Chunk chunk, Output out) {
            BuildTable table = task.builds().apply(build);
            Vector[] values = new Vector[keyEvaluators.length];
            for (int i = 0; i < values.length; i++) values[i] = keyEvaluators[i].evaluate(chunk);
            KeyBatch batch = encoder.encode(values, chunk.selection());
            boolean[] matched = new boolean[chunk.size()];
            if (firsts.length < batch.count()) firsts = new int[batch.count()];
            table.find(batch, values, chunk.selection(), firsts);
            begun = 0;
            int count;
            do {
                count = pair(chunk.selection(), table);
                take(chunk, table, count, matched, out);
            } while (count == probe.length);
            switch (kind) {
                case INNER -> {}
                case LEFT_SEMI -> emit(chunk.select(rows(chunk, matched, true)), out);
                case LEFT_ANTI -> emit(chunk.select(rows(chunk, matched, false)), out);
                case LEFT_OUTER -> {
                    Chunk alone = chunk.select(rows(chunk, matched, false));
                    if (alone.rowCount() > 0) emit(withNulls(alone), out);
                }
                case RIGHT_OUTER, FULL_OUTER -> throw new IllegalStateException(kind.sql());
            }
        }

        @Override
        public boolean mayPushAgain() {
            return true;
        }

        /// Makes the next pairs, as many as fit.
        private int pair(Selection rows, BuildTable table) {
            int count = 0;
            while (count < probe.length) {
                while (other == NO_MATCH && begun < rows.size()) other = firsts[begun++];
                if (other == NO_MATCH) break;
                probe[count] = rows.row(begun - 1);
                held[count++] = other;
                other = table.next(other);
            }
            return count;
        }

        /// Tests the pairs found so far, notes which rows have a partner, and gives the pairs out if they are wanted.
        private void take(Chunk chunk, BuildTable table, int count, boolean[] matched, Output out) {
            if (count == 0) return;
            boolean given = kind == JoinKind.INNER || kind == JoinKind.LEFT_OUTER;
            if (!given && test == null) {
                for (int i = 0; i < count; i++) matched[probe[i]] = true;
                return;
            }
            Chunk kept = tested(pairs(chunk, table, count));
            for (int i = 0; i < kept.rowCount(); i++)
                matched[probe[kept.selection().row(i)]] = true;
            if (given) emit(kept, out);
        }

        private Chunk pairs(Chunk chunk, BuildTable table, int count) {
            int[] left = Arrays.copyOf(probe, count);
            int[] right = Arrays.copyOf(held, count);
            Vector[] columns = new Vector[chunk.columns().length + table.columns().length];
            for (int c = 0; c < chunk.columns().length; c++) {
                columns[c] = DictionaryVector.of(chunk.column(c), left, count);
            }
            for (int c = 0; c < table.columns().length; c++) {
                columns[chunk.columns().length + c] = DictionaryVector.of(table.columns()[c], right, count);
            }
            return Chunk.of(count, columns);
        }

        private Chunk tested(Chunk pairs) {
            return test == null ? pairs : pairs.select(pairs.selection().where(test.evaluate(pairs)));
        }

        /// The rows of the chunk that have a partner, or those that have none.
        private static Selection rows(Chunk chunk, boolean[] matched, boolean wanted) {
            int[] rows = new int[chunk.rowCount()];
            int size = 0;
            for (int i = 0; i < chunk.rowCount(); i++) {
                int row = chunk.selection().row(i);
                rows[size] = row;
                size += matched[row] == wanted ? 1 : 0;
            }
            return new Selection(rows, size);
        }

        private Chunk withNulls(Chunk alone) {
            Chunk rows = alone.compact();
            Vector[] columns = Arrays.copyOf(
                    rows.columns(), rows.columns().length + build.output().size());
            for (int c = 0; c < build.output().size(); c++) {
                VectorBuilder nulls = VectorBuilder.of(build.output().get(c).type(), rows.size());
                for (int i = 0; i < rows.size(); i++) nulls.appendNull();
                columns[rows.columns().length + c] = nulls.build();
            }
            return Chunk.of(rows.size(), columns);
        }

        private void emit(Chunk chunk, Output out) {
            if (chunk.rowCount() > 0) out.accept(chunk);
        }
    }

    @Override
    public String describe() {
        return "HashJoin " + keys + " = " + build.keys() + ", " + kind.sql()
                + (condition == null ? "" : ", " + condition);
    }
}
