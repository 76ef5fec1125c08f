package dev.sluice.execution.operator;

import dev.sluice.execution.Operator;
import dev.sluice.execution.Output;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.RunReport;
import dev.sluice.execution.StatefulPlan;
import dev.sluice.execution.TaskContext;
import dev.sluice.expression.Column;
import dev.sluice.state.DueTime;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStore;
import dev.sluice.stream.OutputMode;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.KeyTable;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Keeps the sessions that are still open: what comes in grows together with those of the same keys that it touches.
///
/// State `sessions`: the other keys and the start of the session -> the aggregates' states, the end, and the watermark
/// at which it is over. Append gives each session once, when the watermark has passed its end; complete all of them,
/// and it forgets none, though it takes no late rows either. Source: Spark, `SessionWindowStateStoreSaveExec`.
///
/// @param session which of the keys is the session
/// @param time of the session, or null without a watermark
public record StateSessionExec(
        PhysicalPlan input,
        Grouping grouping,
        int session,
        StateSpec sessions,
        OutputMode mode,
        @Nullable EventTimeKey time,
        boolean followsWatermark)
        implements StatefulPlan {

    @Override
    public List<Column> output() {
        return grouping.resultColumns();
    }

    @Override
    public List<StateSpec> states() {
        return List.of(sessions);
    }

    @Override
    public Map<String, DueTime> dueTimes() {
        return time == null ? Map.of() : Map.of(sessions.operator(), time.in(false, end()));
    }

    @Override
    public Operator open(TaskContext task) {
        return new StateSession(task);
    }

    /// Spark counts as updated all sessions of the keys that had rows, and as removed those that were over, or that
    /// went into one that begins earlier.
    @Override
    public boolean countsChanges() {
        return true;
    }

    /// The place among the values of the end of a session; the aggregates' states are before it.
    private int end() {
        return grouping.stateColumns().size();
    }

    private final class StateSession implements Operator {
        private final TaskContext task;
        private final StateStore store;
        private final List<MutableVector[]> states;
        private final int[] others;
        private final KeyEncoder otherEncoder;
        private final List<Chunk> fresh = new ArrayList<>();
        private long late;

        StateSession(TaskContext task) {
            this.task = task;
            store = task.stores().apply(sessions);
            states = grouping.slices(store.values());
            others = IntStream.range(0, grouping.keys().size())
                    .filter(key -> key != session)
                    .toArray();
            List<DataType> types = grouping.keyTypes();
            otherEncoder =
                    new KeyEncoder(Arrays.stream(others).mapToObj(types::get).toList());
        }

        @Override
        public void push(Chunk chunk, Output out) {
            Selection rows = chunk.selection();
            if (time != null) {
                long watermark = time.reached(task.watermarks().get().lateMicros());
                rows = time.of(chunk.columns()).after(watermark, rows);
                late += chunk.rowCount() - rows.size();
            }
            if (rows.size() > 0) fresh.add(chunk.select(rows).compact());
        }

        @Override
        public void finish(Output out) {
            if (!fresh.isEmpty()) merge();
            task.report().count(sessions.operator(), RunReport.LATE_ROWS, late);
            late = 0;
            if (mode == OutputMode.COMPLETE) {
                store.visit(slots -> emit(slots, out));
            } else if (time != null) {
                int[] over = store.takeDue(task.watermarks().get().evictionMicros());
                if (mode == OutputMode.APPEND) emit(over, out);
                for (int slot : over) store.remove(slot);
                task.report().count(sessions.operator(), RunReport.REMOVED_ROWS, over.length);
            }
        }

        // ---- merge

        /// Fresh windows are numbered first, then the sessions there are.
        private void merge() {
            Vector[] rows = all();
            int count = rows[session].size();
            KeyBatch keys = otherEncoder.encode(pick(rows, others), Selection.all(count));
            var table = new KeyTable();
            int[] groups = new int[count];
            table.add(keys, groups);
            var known = new Slots();
            int[] groupOf = addKnown(keys, groups, table.size(), known);
            int total = count + known.count();
            long[] starts = Arrays.copyOf(times(rows[session], 0), total);
            long[] ends = Arrays.copyOf(times(rows[session], 1), total);
            describe(known.toArray(), count, starts, ends);
            int[] order = SessionMerge.order(groupOf, starts, total);
            SessionMerge merged = SessionMerge.of(pick(groupOf, order), pick(starts, order), pick(ends, order), total);
            task.report().count(sessions.operator(), RunReport.UPDATED_ROWS, merged.count());
            task.report().count(sessions.operator(), RunReport.REMOVED_ROWS, moved(starts, count, order, merged));
            write(rows, count, known.toArray(), order, merged);
        }

        private Vector[] all() {
            List<Column> columns = input.output();
            Vector[] all = new Vector[columns.size()];
            for (int c = 0; c < all.length; c++) {
                int column = c;
                all[c] = Vectors.flatten(Vectors.concat(
                        columns.get(c).type(),
                        fresh.stream().map(chunk -> chunk.column(column)).toList()));
            }
            fresh.clear();
            return all;
        }

        /// Finds the sessions of all groups.
        ///
        /// @return the groups, and behind them those of the sessions found
        private int[] addKnown(KeyBatch keys, int[] groups, int groupCount, Slots known) {
            boolean[] seen = new boolean[groupCount];
            var groupOf = new Slots();
            for (int i = 0; i < groups.length; i++) {
                if (seen[groups[i]]) continue;
                seen[groups[i]] = true;
                for (int slot = store.firstOf(keys, i); slot >= 0; slot = store.nextOf(slot)) {
                    known.add(slot);
                    groupOf.add(groups[i]);
                }
            }
            int[] all = Arrays.copyOf(groups, groups.length + groupOf.count());
            System.arraycopy(groupOf.toArray(), 0, all, groups.length, groupOf.count());
            return all;
        }

        /// How many of the sessions there were, which come behind the fresh windows, begin earlier now.
        private static int moved(long[] starts, int fresh, int[] order, SessionMerge merged) {
            int moved = 0;
            for (int i = 0; i < order.length; i++) {
                if (order[i] >= fresh && starts[order[i]] != merged.starts()[merged.session()[i]]) moved++;
            }
            return moved;
        }

        private void describe(int[] known, int from, long[] starts, long[] ends) {
            if (known.length == 0) return;
            System.arraycopy(starts(known), 0, starts, from, known.length);
            for (int i = 0; i < known.length; i++) ends[from + i] = ends().get(known[i]);
        }

        private MutableVector.Longs ends() {
            return (MutableVector.Longs) store.values()[end()];
        }

        private long[] starts(int[] slots) {
            return ((LongVector) store.keyColumns(slots, slots.length)[others.length]).values();
        }

        private void write(Vector[] rows, int count, int[] known, int[] order, SessionMerge merged) {
            int[] sessionOf = new int[order.length];
            for (int i = 0; i < order.length; i++) sessionOf[order[i]] = merged.session()[i];
            MutableVector[] together = grouping.newState();
            for (MutableVector column : together) column.ensure(merged.count());
            List<MutableVector[]> sums = grouping.slices(together);
            int[] ofFresh = Arrays.copyOf(sessionOf, count);
            int[] ofKnown = Arrays.copyOfRange(sessionOf, count, sessionOf.length);
            List<Vector[]> partials =
                    grouping.slices(Arrays.copyOfRange(rows, grouping.keys().size(), rows.length));
            for (int i = 0; i < sums.size(); i++) {
                var accumulator = grouping.aggregates().get(i).function().accumulator();
                MutableVector[] state = states.get(i);
                Vector[] stored = new Vector[state.length];
                for (int c = 0; c < stored.length; c++) stored[c] = state[c].gather(known, known.length);
                if (known.length > 0) accumulator.merge(sums.get(i), ofKnown, stored, Selection.all(known.length));
                accumulator.merge(sums.get(i), ofFresh, partials.get(i), Selection.all(count));
            }
            boolean[] changed = new boolean[merged.count()];
            int[] example = new int[merged.count()];
            for (int i = 0; i < count; i++) {
                changed[ofFresh[i]] = true;
                example[ofFresh[i]] = i;
            }
            for (int i = 0; i < known.length; i++) {
                if (changed[ofKnown[i]]) store.remove(known[i]);
            }
            put(rows, merged, together, changed, example);
        }

        /// @param example a fresh row of each session that changed
        private void put(
                Vector[] rows, SessionMerge merged, MutableVector[] together, boolean[] changed, int[] example) {
            int[] put =
                    IntStream.range(0, merged.count()).filter(s -> changed[s]).toArray();
            int[] of = pick(example, put);
            long[] starts = pick(merged.starts(), put);
            Vector[] keys = new Vector[others.length + 1];
            for (int i = 0; i < others.length; i++) keys[i] = Vectors.gather(rows[others[i]], of, of.length);
            keys[others.length] = new LongVector(starts, null, put.length);
            int[] slots = new int[put.length];
            store.locate(store.keys().encode(keys, Selection.all(put.length)), slots);
            MutableVector[] values = store.values();
            for (int c = 0; c < together.length; c++) {
                Vector column = together[c].gather(put, put.length);
                for (int i = 0; i < put.length; i++) values[c].set(slots[i], column, i);
            }
            for (int i = 0; i < put.length; i++) {
                long end = merged.ends()[put[i]];
                ends().set(slots[i], end);
                if (time != null) ((MutableVector.Longs) values[sessions.time()]).set(slots[i], time.due(end));
            }
            store.touch(slots, slots.length);
        }

        // ---- give out

        private void emit(int[] slots, Output out) {
            for (int from = 0; from < slots.length; from += Chunk.ROWS) {
                out.accept(results(Arrays.copyOfRange(slots, from, Math.min(slots.length, from + Chunk.ROWS))));
            }
        }

        private Chunk results(int[] slots) {
            int size = slots.length;
            Chunk rows = store.rows(slots, size);
            Vector[] columns = new Vector[grouping.keys().size() + states.size()];
            for (int i = 0; i < others.length; i++) columns[others[i]] = rows.column(i);
            columns[session] =
                    new StructVector(new Vector[] {rows.column(others.length), ends().gather(slots, size)}, null, size);
            for (int i = 0; i < states.size(); i++) {
                var accumulator = grouping.aggregates().get(i).function().accumulator();
                columns[grouping.keys().size() + i] = accumulator.result(states.get(i), slots, size);
            }
            return Chunk.of(size, columns);
        }

        private static long[] times(Vector windows, int field) {
            return ((LongVector) Vectors.flatten(((StructVector) windows).fields()[field])).values();
        }

        private static Vector[] pick(Vector[] columns, int[] places) {
            return Arrays.stream(places).mapToObj(place -> columns[place]).toArray(Vector[]::new);
        }

        private static int[] pick(int[] values, int[] places) {
            return Arrays.stream(places).map(place -> values[place]).toArray();
        }

        private static long[] pick(long[] values, int[] places) {
            return Arrays.stream(places).mapToLong(place -> values[place]).toArray();
        }
    }

    /// Slots, one after the other.
    private static final class Slots {
        private int[] slots = new int[16];
        private int count;

        void add(int slot) {
            if (count == slots.length) slots = Arrays.copyOf(slots, count * 2);
            slots[count++] = slot;
        }

        int count() {
            return count;
        }

        int[] toArray() {
            return Arrays.copyOf(slots, count);
        }
    }

    @Override
    public String describe() {
        return "StateSession(" + grouping + ", session=" + grouping.keyColumns().get(session) + ", " + mode.word()
                + ")";
    }
}
