package dev.sluice.execution.operator;

import dev.sluice.execution.Operator;
import dev.sluice.execution.Output;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.StatefulPlan;
import dev.sluice.execution.TaskContext;
import dev.sluice.expression.Column;
import dev.sluice.state.DueTime;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStore;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lets the first row of each key of a stream through and drops the rest.
///
/// State `seen`: key -> when it is forgotten, if it ever is. That is when the watermark has reached the time of events
/// in the key, or the first row's time and some more; a key without a time is kept for ever. Rows that are late by the
/// watermark are dropped before, whatever their key.
///
/// @param time which column is a time of events, or null if none is
/// @param forgets when keys are forgotten; [Forgetting#NEVER] without a time
/// @param followsWatermark whether there is a watermark below: Spark then runs micro-batches without input even if they
///     find nothing to do, and what is late depends on the micro-batch before
public record StateDeduplicateExec(
        PhysicalPlan input,
        KeyColumns keys,
        StateSpec seen,
        @Nullable EventTimeKey time,
        Forgetting forgets,
        boolean followsWatermark)
        implements StatefulPlan {

    static final String DROPPED = "numDroppedDuplicateRows";

    /// When the state of a key goes.
    ///
    /// @param delayMillis how long after the time of the first row
    /// @param timeless whether rows without a time count as of 1970, as Spark has it where the time is no key
    public record Forgetting(boolean ever, long delayMillis, boolean timeless) {
        public static final Forgetting NEVER = new Forgetting(false, 0, false);
        /// The time is part of the key: nothing else with it can come.
        public static final Forgetting BY_KEY = new Forgetting(true, 0, false);

        public static Forgetting after(long delayMillis) {
            return new Forgetting(true, delayMillis, true);
        }
    }

    @Override
    public List<Column> output() {
        return input.output();
    }

    @Override
    public List<StateSpec> states() {
        return List.of(seen);
    }

    /// Of keys that are kept for some time the row itself has it, in its only value.
    @Override
    public Map<String, DueTime> dueTimes() {
        if (time == null || !forgets.ever()) return Map.of();
        int place = keys.ordinals().indexOf(time.ordinal());
        boolean byKey = forgets.equals(Forgetting.BY_KEY);
        return Map.of(seen.operator(), byKey ? time.in(true, place) : time.in(false, 0));
    }

    @Override
    public List<String> metrics() {
        return List.of(DROPPED);
    }

    @Override
    public Operator open(TaskContext task) {
        return new StateDeduplicate(task);
    }

    private final class StateDeduplicate implements Operator {
        private final TaskContext task;
        private final StateStore store;

        StateDeduplicate(TaskContext task) {
            this.task = task;
            store = task.stores().apply(seen);
        }

        @Override
        public void push(Chunk chunk, Output out) {
            Selection rows = time == null ? chunk.selection() : time.onTime(chunk, seen.operator(), task);
            KeyBatch batch = store.keys().encode(keys.of(chunk.columns()), rows);
            int[] places = new int[batch.count()];
            int[] slots = new int[batch.count()];
            int count = store.addMissing(batch, places, slots);
            task.report().count(seen.operator(), DROPPED, batch.count() - count);
            if (count == 0) return;
            int[] first = new int[count];
            for (int i = 0; i < count; i++) first[i] = rows.row(places[i]);
            if (time != null && forgets.ever()) note(time, time.of(chunk.columns()), first, slots);
            out.accept(chunk.select(new Selection(first, count)));
        }

        private void note(EventTimeKey time, EventTimes times, int[] rows, int[] slots) {
            var due = (MutableVector.Longs) store.values()[0];
            long delay = DueTimes.ofMillis(forgets.delayMillis());
            for (int i = 0; i < rows.length; i++) {
                boolean isNull = times.isNull(rows[i]);
                if (isNull && !forgets.timeless()) continue;
                due.set(slots[i], time.due(DueTimes.plus(isNull ? 0 : times.micros(rows[i]), delay)));
            }
            store.touch(slots, rows.length);
        }

        @Override
        public void finish(Output out) {
            if (!forgets.ever()) return;
            for (int slot : store.takeDue(task.watermarks().get().evictionMicros())) store.remove(slot);
        }
    }

    @Override
    public String describe() {
        return "StateDeduplicate(" + keys + (time == null ? "" : ", " + time)
                + (forgets.delayMillis() == 0 ? "" : ", for " + forgets.delayMillis() + " ms") + ")";
    }
}
