package dev.sluice.execution.operator;

import dev.sluice.evaluator.Evaluator;
import dev.sluice.execution.Operator;
import dev.sluice.execution.Output;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.RunReport;
import dev.sluice.execution.StatefulPlan;
import dev.sluice.execution.TaskContext;
import dev.sluice.execution.TwoInputsPlan;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.plan.LogicalPlan.JoinKind;
import dev.sluice.state.DueTime;
import dev.sluice.state.StateSpec;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.DictionaryVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Joins two streams: each row meets the rows of the other side that came before it, and is remembered for those that
/// come after.
///
/// ```text
/// left rows  ──▶ right state as it was   ──▶ left state
/// right rows ──▶ left state as it is now ──▶ right state
/// then each side forgets what can match no more; a side that keeps its rows gives out those that never matched
/// ```
///
/// Source: Spark, `StreamingSymmetricHashJoinExec`.
///
/// @param condition what else must hold for a pair, over left and right columns; or null
public record StreamJoinExec(
        TwoInputsPlan input,
        JoinKind kind,
        JoinSide left,
        JoinSide right,
        @Nullable Expression condition) implements StatefulPlan {

    @Override
    public List<Column> output() {
        if (kind == JoinKind.LEFT_SEMI) return left.columns();
        Stream<Column> a = left.columns().stream().map(c -> right.keeps() ? c.withNullable(true) : c);
        Stream<Column> b = right.columns().stream().map(c -> left.keeps() ? c.withNullable(true) : c);
        return Stream.concat(a, b).toList();
    }

    @Override
    public List<StateSpec> states() {
        return List.of(left.rows(), right.rows());
    }

    @Override
    public Map<String, DueTime> dueTimes() {
        Map<String, DueTime> times = new HashMap<>();
        for (JoinSide side : List.of(left, right)) {
            if (side.forget() != null)
                times.put(side.rows().operator(), side.forget().inState());
        }
        return times;
    }

    @Override
    public List<PhysicalPlan> children() {
        return List.of(input);
    }

    @Override
    public boolean followsWatermark() {
        return left.forget() != null || right.forget() != null;
    }

    /// Spark counts as updated the rows that are added, and as removed those whose time was over, but for a side that
    /// keeps its rows. A row that comes out of a semi join counts as never added, or as removed if it was there before.
    @Override
    public boolean countsChanges() {
        return true;
    }

    @Override
    public Operator open(TaskContext task) {
        return new StreamJoin(task);
    }

    private final class StreamJoin implements Operator {
        private final TaskContext task;
        private final JoinRows leftRows;
        private final JoinRows rightRows;
        private final @Nullable Evaluator test;
        private final int[] fresh = new int[Chunk.ROWS];
        private final int[] held = new int[Chunk.ROWS];

        /// Rows of the left side that have come out of a semi join, and are still in state.
        private final BitSet found = new BitSet();

        /// Rows of the left side of a semi join that were added in this micro-batch.
        private final BitSet came = new BitSet();

        private boolean ofRight;

        StreamJoin(TaskContext task) {
            this.task = task;
            leftRows = new JoinRows(left, task);
            rightRows = new JoinRows(right, task);
            List<Column> pair = Stream.concat(left.columns().stream(), right.columns().stream())
                    .toList();
            test = condition == null ? null : task.evaluator(condition, pair);
        }

        @Override
        public void nextInput(Output out) {
            ofRight = true;
        }

        @Override
        public void push(Chunk chunk, Output out) {
            if (ofRight) {
                take(chunk, rightRows, leftRows, out);
            } else {
                take(chunk, leftRows, rightRows, out);
            }
        }

        private void take(Chunk chunk, JoinRows own, JoinRows other, Output out) {
            Selection onTime = own.onTime(chunk, task.watermarks().get().lateMicros());
            int late = chunk.rowCount() - onTime.size();
            LateRowCountExec.countDropped(late, left.rows().operator(), task.report());
            Selection able = own.able(chunk.select(onTime));
            if (own.side().keeps()) emit(alone(chunk.select(without(onTime, able)), own), out);
            if (able.size() == 0) return;
            own.locate(chunk.select(able));
            boolean[] matched = new boolean[chunk.size()];
            int count = 0;
            for (int i = 0; i < able.size(); i++) {
                for (int slot = own.firstOf(other, i); slot >= 0; slot = other.nextOf(slot)) {
                    if (ofRight && kind == JoinKind.LEFT_SEMI && other.isMatched(slot)) continue;
                    fresh[count] = able.row(i);
                    held[count++] = slot;
                    if (count == fresh.length) {
                        pair(chunk, other, count, matched, out);
                        count = 0;
                    }
                }
            }
            pair(chunk, other, count, matched, out);
            if (kind == JoinKind.LEFT_SEMI && ofRight) removeFound(other);
            if (kind == JoinKind.LEFT_SEMI && !ofRight) emit(chunk.select(those(able, matched)), out);
            int[] added = own.remember(chunk, able, matched, row -> isRemembered(own, row, matched));
            task.report().count(left.rows().operator(), RunReport.UPDATED_ROWS, added.length);
            if (kind == JoinKind.LEFT_SEMI && !ofRight) Arrays.stream(added).forEach(came::set);
        }

        /// A row that is given up in this micro-batch is remembered only if another may still meet it, or if it is to
        /// come out alone.
        private boolean isRemembered(JoinRows own, int row, boolean[] matched) {
            if (!ofRight) return !(kind == JoinKind.LEFT_SEMI && matched[row]);
            boolean given = own.dueOf(row) <= task.watermarks().get().evictionMicros();
            return !given || own.side().keeps() && !matched[row];
        }

        private void pair(Chunk chunk, JoinRows other, int count, boolean[] matched, Output out) {
            if (count == 0) return;
            int[] rows = Arrays.copyOf(fresh, count);
            int[] slots = Arrays.copyOf(held, count);
            Vector[] mine = new Vector[chunk.columns().length];
            for (int c = 0; c < mine.length; c++) mine[c] = DictionaryVector.of(chunk.column(c), rows, count);
            Vector[] theirs = other.columns(slots, count);
            Chunk pairs = Chunk.of(count, ofRight ? joined(theirs, mine) : joined(mine, theirs));
            if (test != null) pairs = pairs.select(pairs.selection().where(test.evaluate(pairs)));
            Selection kept = pairs.selection();
            if (ofRight && kind == JoinKind.LEFT_SEMI) kept = firstMatches(kept, slots, other);
            for (int i = 0; i < kept.size(); i++) {
                matched[rows[kept.row(i)]] = true;
                other.match(slots[kept.row(i)]);
            }
            if (kind != JoinKind.LEFT_SEMI) {
                emit(pairs, out);
            } else if (ofRight) {
                emit(new Chunk(theirs, count, kept), out);
            }
        }

        /// Of several partners of a left row the first, so that the row comes out once.
        private Selection firstMatches(Selection pairs, int[] slots, JoinRows leftState) {
            int[] rows = new int[pairs.size()];
            int count = 0;
            for (int i = 0; i < pairs.size(); i++) {
                int slot = slots[pairs.row(i)];
                if (leftState.isMatched(slot)) continue;
                leftState.match(slot);
                found.set(slot);
                rows[count++] = pairs.row(i);
            }
            return new Selection(rows, count);
        }

        /// A row that has come out has nothing to wait for.
        private void removeFound(JoinRows leftState) {
            found.stream().forEach(leftState::remove);
            int all = found.cardinality();
            found.and(came);
            task.report().count(left.rows().operator(), RunReport.UPDATED_ROWS, -found.cardinality());
            task.report().count(left.rows().operator(), RunReport.REMOVED_ROWS, all - found.cardinality());
            found.clear();
        }

        @Override
        public void finish(Output out) {
            ofRight = false;
            came.clear();
            long watermark = task.watermarks().get().evictionMicros();
            giveUp(leftRows, watermark, out);
            giveUp(rightRows, watermark, out);
        }

        private void giveUp(JoinRows rows, long watermark, Output out) {
            int[] due = rows.takeDue(watermark);
            if (rows.side().keeps()) {
                int[] single =
                        Arrays.stream(due).filter(slot -> !rows.isMatched(slot)).toArray();
                for (int from = 0; from < single.length; from += Chunk.ROWS) {
                    int[] some = Arrays.copyOfRange(single, from, Math.min(single.length, from + Chunk.ROWS));
                    emit(alone(Chunk.of(some.length, rows.columns(some, some.length)), rows), out);
                }
            }
            for (int slot : due) rows.remove(slot);
            if (!rows.side().keeps()) task.report().count(left.rows().operator(), RunReport.REMOVED_ROWS, due.length);
        }

        /// The rows beside nulls.
        private Chunk alone(Chunk rows, JoinRows own) {
            List<Vector> nulls = new ArrayList<>();
            JoinSide other = own == leftRows ? right : left;
            for (Column column : other.columns()) {
                nulls.add(new ConstantVector(Vectors.nullOf(column.type()), rows.size()));
            }
            Vector[] absent = nulls.toArray(Vector[]::new);
            return rows.with(own == leftRows ? joined(rows.columns(), absent) : joined(absent, rows.columns()));
        }

        private static Vector[] joined(Vector[] a, Vector[] b) {
            Vector[] all = Arrays.copyOf(a, a.length + b.length);
            System.arraycopy(b, 0, all, a.length, b.length);
            return all;
        }

        private static Selection those(Selection rows, boolean[] marked) {
            int[] kept = new int[rows.size()];
            int count = 0;
            for (int i = 0; i < rows.size(); i++) {
                if (marked[rows.row(i)]) kept[count++] = rows.row(i);
            }
            return new Selection(kept, count);
        }

        /// The rows of the one selection that are not in the other, which is part of it.
        private static Selection without(Selection all, Selection part) {
            int[] kept = new int[all.size()];
            int count = 0;
            int at = 0;
            for (int i = 0; i < all.size(); i++) {
                if (at < part.size() && part.row(at) == all.row(i)) {
                    at++;
                } else {
                    kept[count++] = all.row(i);
                }
            }
            return new Selection(kept, count);
        }

        private static void emit(Chunk chunk, Output out) {
            if (chunk.rowCount() > 0) out.accept(chunk);
        }
    }

    @Override
    public String describe() {
        return "StreamJoin " + kind.sql() + ", " + left.keys() + " = " + right.keys()
                + (condition == null ? "" : ", " + condition);
    }
}
