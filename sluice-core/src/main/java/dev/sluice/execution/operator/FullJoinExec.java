package dev.sluice.execution.operator;

import dev.sluice.evaluator.Evaluator;
import dev.sluice.execution.BuildTable;
import dev.sluice.execution.Operator;
import dev.sluice.execution.OperatorPlan;
import dev.sluice.execution.Output;
import dev.sluice.execution.TaskContext;
import dev.sluice.execution.TwoInputsPlan;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.DictionaryVector;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Pairs of rows of two inputs, and the rows of either that have no partner, beside nulls.
///
/// Both sides are routed by their keys, so that it is known of each row in one place whether it has a partner.
///
/// ```text
/// right rows ──▶ held, by key
/// left rows  ──▶ pairs; those without a partner alone
/// then the held rows that nobody met
/// ```
///
/// @param input the right side, then the left one
/// @param condition what else must hold for a pair, over left and right columns; or null
public record FullJoinExec(
        TwoInputsPlan input,
        List<Expression> leftKeys,
        List<Expression> rightKeys,
        @Nullable Expression condition) implements OperatorPlan {

    public FullJoinExec {
        leftKeys = List.copyOf(leftKeys);
        rightKeys = List.copyOf(rightKeys);
    }

    @Override
    public List<Column> output() {
        return Stream.concat(left().stream(), right().stream())
                .map(column -> column.withNullable(true))
                .toList();
    }

    private List<Column> left() {
        return input.second().output();
    }

    private List<Column> right() {
        return input.first().output();
    }

    @Override
    public Operator open(TaskContext task) {
        return new FullJoin(task);
    }

    private final class FullJoin implements Operator {
        private final Evaluator[] leftEvaluators;
        private final Evaluator[] rightEvaluators;
        private final List<DataType> keyTypes =
                leftKeys.stream().map(Expression::type).toList();
        private final @Nullable Evaluator test;
        private final int[] probe = new int[Chunk.ROWS];
        private final int[] held = new int[Chunk.ROWS];
        private BuildTable table;
        private Output rightRows;
        private boolean[] met = new boolean[0];
        private boolean ofLeft;

        FullJoin(TaskContext task) {
            leftEvaluators = task.evaluators(leftKeys, left());
            rightEvaluators = task.evaluators(rightKeys, right());
            List<Column> pair = Stream.concat(left().stream(), right().stream()).toList();
            test = condition == null ? null : task.evaluator(condition, pair);
            table = empty();
            rightRows = table.writer();
        }

        private BuildTable empty() {
            return new BuildTable(right().stream().map(Column::type).toList(), keyTypes, rightEvaluators);
        }

        @Override
        public void nextInput(Output out) {
            hold();
        }

        private void hold() {
            table.build();
            met = new boolean[table.rowCount()];
            ofLeft = true;
        }

        @Override
        public void push(Chunk chunk, Output out) {
            if (ofLeft) {
                probe(chunk, out);
            } else {
                rightRows.accept(chunk);
            }
        }

        /// Pairs are made a piece at a time, since one key may have very many.
        private void probe(Chunk chunk, Output out) {
            Vector[] keys = new Vector[leftEvaluators.length];
            for (int i = 0; i < keys.length; i++) keys[i] = leftEvaluators[i].evaluate(chunk);
            KeyBatch batch = new KeyEncoder(keyTypes).encode(keys, chunk.selection());
            boolean[] matched = new boolean[chunk.size()];
            int[] firsts = new int[batch.count()];
            table.find(batch, keys, chunk.selection(), firsts);
            int count = 0;
            for (int i = 0; i < batch.count(); i++) {
                int row = chunk.selection().row(i);
                for (int other = firsts[i]; other >= 0; other = table.next(other)) {
                    probe[count] = row;
                    held[count++] = other;
                    if (count == probe.length) {
                        pair(chunk, count, matched, out);
                        count = 0;
                    }
                }
            }
            pair(chunk, count, matched, out);
            Chunk alone = chunk.select(alone(chunk.selection(), matched));
            if (alone.rowCount() > 0) out.accept(alone.with(joined(alone.columns(), nulls(right(), alone.size()))));
        }

        private void pair(Chunk chunk, int count, boolean[] matched, Output out) {
            if (count == 0) return;
            int[] rows = Arrays.copyOf(probe, count);
            int[] others = Arrays.copyOf(held, count);
            Chunk pairs = Chunk.of(
                    count, joined(picked(chunk.columns(), rows, count), picked(table.columns(), others, count)));
            if (test != null) pairs = pairs.select(pairs.selection().where(test.evaluate(pairs)));
            for (int i = 0; i < pairs.rowCount(); i++) {
                int place = pairs.selection().row(i);
                matched[rows[place]] = true;
                met[others[place]] = true;
            }
            if (pairs.rowCount() > 0) out.accept(pairs);
        }

        @Override
        public void finish(Output out) {
            if (!ofLeft) hold();
            int[] alone =
                    IntStream.range(0, met.length).filter(row -> !met[row]).toArray();
            for (int from = 0; from < alone.length; from += Chunk.ROWS) {
                int[] some = Arrays.copyOfRange(alone, from, Math.min(alone.length, from + Chunk.ROWS));
                out.accept(Chunk.of(
                        some.length, joined(nulls(left(), some.length), picked(table.columns(), some, some.length))));
            }
            ofLeft = false;
            table = empty();
            rightRows = table.writer();
        }

        private static Vector[] picked(Vector[] columns, int[] rows, int count) {
            return Arrays.stream(columns)
                    .map(column -> DictionaryVector.of(column, rows, count))
                    .toArray(Vector[]::new);
        }

        private static Vector[] nulls(List<Column> columns, int size) {
            return columns.stream()
                    .map(column -> new ConstantVector(Vectors.nullOf(column.type()), size))
                    .toArray(Vector[]::new);
        }

        private static Vector[] joined(Vector[] a, Vector[] b) {
            Vector[] all = Arrays.copyOf(a, a.length + b.length);
            System.arraycopy(b, 0, all, a.length, b.length);
            return all;
        }

        private static Selection alone(Selection rows, boolean[] matched) {
            int[] kept = new int[rows.size()];
            int count = 0;
            for (int i = 0; i < rows.size(); i++) {
                if (!matched[rows.row(i)]) kept[count++] = rows.row(i);
            }
            return new Selection(kept, count);
        }
    }

    @Override
    public String describe() {
        return "FullJoin " + leftKeys + " = " + rightKeys + (condition == null ? "" : ", " + condition);
    }
}
