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
import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyTable;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Merges partial groups into the groups of all time, and gives out those that the output mode asks for.
///
/// State `groups`: keys -> the aggregates' states, and the watermark at which the group is over. Append gives each
/// group once, when the watermark has passed its time; update the groups that were touched in this micro-batch;
/// complete all of them, and it forgets none. Groups that are late already are not taken in. The order of the rows is
/// not promised.
///
/// @param input rows that begin with an [EncodedKey]
/// @param time which key is a time of events, or null if none is
/// @param followsWatermark whether there is a watermark below that the mode heeds, as in [StateDeduplicateExec]
public record StateAggregateExec(
        PhysicalPlan input,
        Grouping grouping,
        StateSpec groups,
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
        return List.of(groups);
    }

    @Override
    public Map<String, DueTime> dueTimes() {
        return time == null ? Map.of() : Map.of(groups.operator(), time.in(true, time.ordinal()));
    }

    @Override
    public Operator open(TaskContext task) {
        return new StateAggregate(task);
    }

    private final class StateAggregate implements Operator {
        private final TaskContext task;
        private final StateStore store;
        private final int keyCount = grouping.keys().size();
        private final List<MutableVector[]> states;
        private KeyTable late = new KeyTable();

        StateAggregate(TaskContext task) {
            this.task = task;
            store = task.stores().apply(groups);
            states = grouping.slices(store.values());
        }

        @Override
        public void push(Chunk exchanged, Output out) {
            // Keys whose time is wanted are decoded: only those that belong here.
            Chunk chunk = time == null ? exchanged : exchanged.compact();
            Selection rows = chunk.selection();
            EventTimes times = null;
            if (time != null) {
                times = time.of(store.keys().decode(EncodedKey.batch(chunk, rows)));
                if (mode != OutputMode.COMPLETE) rows = onTime(time, times, chunk);
            }
            KeyBatch batch = EncodedKey.batch(chunk, rows);
            int[] slots = new int[batch.count()];
            store.locate(batch, slots);
            Vector[] partial = Arrays.copyOfRange(chunk.columns(), EncodedKey.COLUMNS, chunk.columns().length);
            List<Vector[]> partials = grouping.slices(partial);
            for (int i = 0; i < partials.size(); i++) {
                var accumulator = grouping.aggregates().get(i).function().accumulator();
                accumulator.merge(states.get(i), slots, partials.get(i), rows);
            }
            if (time != null && times != null) note(time, times, rows, slots);
            store.touch(slots, slots.length);
        }

        private Selection onTime(EventTimeKey time, EventTimes times, Chunk chunk) {
            Selection rows = chunk.selection();
            long watermark = time.reached(task.watermarks().get().lateMicros());
            Selection kept = times.after(watermark, rows);
            if (kept.size() == rows.size()) return rows;
            KeyBatch lateKeys = EncodedKey.batch(chunk, times.upTo(watermark, rows));
            late.add(lateKeys, new int[lateKeys.count()]);
            return kept;
        }

        private void note(EventTimeKey time, EventTimes times, Selection rows, int[] slots) {
            var due = (MutableVector.Longs) store.values()[groups.time()];
            for (int i = 0; i < slots.length; i++) {
                int row = rows.row(i);
                if (!times.isNull(row)) due.set(slots[i], time.due(times.micros(row)));
            }
        }

        @Override
        public void finish(Output out) {
            if (mode == OutputMode.COMPLETE) {
                store.visit(slots -> emit(slots, out));
                return;
            }
            if (mode == OutputMode.UPDATE) emit(store.touched(), out);
            if (time == null) return;
            int[] done = store.takeDue(task.watermarks().get().evictionMicros());
            if (mode == OutputMode.APPEND) emit(done, out);
            for (int slot : done) store.remove(slot);
            task.report().count(groups.operator(), RunReport.LATE_ROWS, late.size());
            if (late.size() > 0) late = new KeyTable();
        }

        private void emit(int[] slots, Output out) {
            for (int from = 0; from < slots.length; from += Chunk.ROWS) {
                int size = Math.min(Chunk.ROWS, slots.length - from);
                out.accept(results(Arrays.copyOfRange(slots, from, from + size)));
            }
        }

        private Chunk results(int[] slots) {
            Vector[] columns = new Vector[keyCount + grouping.aggregates().size()];
            System.arraycopy(store.keyColumns(slots, slots.length), 0, columns, 0, keyCount);
            for (int i = 0; i < states.size(); i++) {
                var accumulator = grouping.aggregates().get(i).function().accumulator();
                columns[keyCount + i] = accumulator.result(states.get(i), slots, slots.length);
            }
            return Chunk.of(slots.length, columns);
        }
    }

    @Override
    public String describe() {
        return "StateAggregate(" + grouping + ", " + mode.word() + (time == null ? "" : ", " + time) + ")";
    }
}
