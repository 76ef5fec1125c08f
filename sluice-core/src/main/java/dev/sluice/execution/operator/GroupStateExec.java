package dev.sluice.execution.operator;

import dev.sluice.ast.GroupCode;
import dev.sluice.encoder.Encoder;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.execution.Operator;
import dev.sluice.execution.Output;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.StatefulPlan;
import dev.sluice.execution.TaskContext;
import dev.sluice.expression.Column;
import dev.sluice.plan.UserGroup;
import dev.sluice.state.StateSpec;
import dev.sluice.stream.GroupStateTimeout;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.Vector;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Sends the new rows of each group, with what is remembered of it, through a program's code; and then groups without
/// new rows whose timeout is over.
///
/// ```text
/// rows ──▶ groups ──▶ code(key, objects, state) ──▶ rows
///                       ▲ │
///                       │ ▼
///                 key -> state, timeout
/// ```
///
/// In a batch each group is looked at once, and nothing is kept. Source: Spark, `FlatMapGroupsWithStateExec`.
///
/// @param initial what is remembered before the first row: the first of two inputs then
/// @param state null in a batch
/// @param late by which time rows may be late, if by any
/// @param watermark how far the operator's watermark lies from the query's, if it has one
public record GroupStateExec(
        PhysicalPlan input,
        UserGroup group,
        @Nullable UserGroup initial,
        GroupCode.WithState code,
        Encoder<Object> to,
        List<Column> output,
        @Nullable StateSpec state,
        @Nullable EventTimeKey late,
        OptionalLong watermark)
        implements StatefulPlan {

    /// How many groups are looked up together.
    private static final int BLOCK = Chunk.ROWS;

    public GroupStateExec {
        output = List.copyOf(output);
    }

    @Override
    public List<StateSpec> states() {
        return state == null ? List.of() : List.of(state);
    }

    @Override
    public boolean followsWatermark() {
        return code.timeout() == GroupStateTimeout.EVENT_TIME_TIMEOUT;
    }

    @Override
    public List<StateSpec> clocks() {
        return code.timeout() == GroupStateTimeout.PROCESSING_TIME_TIMEOUT ? states() : List.of();
    }

    @Override
    public Operator open(TaskContext task) {
        return new GroupStates(task);
    }

    private final class GroupStates implements Operator {
        private final TaskContext task;
        private final GroupInput in;
        private final GroupedObjects groups;
        private final @Nullable GroupedObjects initials;
        private final @Nullable GroupStateStore store;
        private final MadeRows made;

        GroupStates(TaskContext task) {
            this.task = task;
            in = new GroupInput(input, group, initial, state == null ? "batch" : state.operator(), late, task);
            groups = in.groups();
            initials = in.initials();
            store = state == null ? null : new GroupStateStore(task.stores().apply(state), code.state());
            made = new MadeRows(to.writer());
        }

        @Override
        public void nextInput(Output out) {
            in.next();
        }

        @Override
        public void push(Chunk chunk, Output out) {
            in.push(chunk);
        }

        @Override
        public void finish(Output out) {
            in.end();
            HeldGroupState held = held();
            if (initials != null) takeInitials(initials);
            if (groups.count() > 0) {
                groups.close();
                for (int from = 0; from < groups.count(); from += BLOCK) {
                    look(held, from, Math.min(groups.count(), from + BLOCK), out);
                }
                groups.clear();
            }
            if (initials != null) initials.clear();
            if (store != null && code.timeout() != GroupStateTimeout.NO_TIMEOUT) timeOut(held, store, out);
            made.flush(out);
        }

        private HeldGroupState held() {
            long now = Math.floorDiv(task.call().get().timestampMicros(), 1_000L);
            OptionalLong reached = watermark.isEmpty() || state == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(task.watermarks().get().evictionMillis() + watermark.getAsLong());
            return new HeldGroupState(code.timeout(), now, reached);
        }

        /// Groups that have nothing but an initial state are looked at too.
        private void takeInitials(GroupedObjects all) {
            if (all.count() == 0) return;
            all.close();
            for (int i = 0; i < all.count(); i++) {
                if (all.size(i) > 1) {
                    throw ErrorCondition.INITIAL_STATE_TWICE.error().build();
                }
            }
            groups.addKeys(all.keys());
        }

        private void look(HeldGroupState held, int from, int to, Output out) {
            int[] places = new int[to - from];
            for (int i = 0; i < places.length; i++) places[i] = from + i;
            if (store != null) store.find(groups.keys(), places);
            for (int i = 0; i < places.length; i++) {
                Object before = store == null ? null : store.get(i);
                if (before == null) before = initialOf(from + i);
                held.begin(before, false);
                call(groups.key(from + i), groups.values(from + i), held, out);
                if (store != null) settle(held, store, i, before != null && !store.isThere(i));
            }
            if (store != null) store.flush(groups.keys(), places, dueMicros());
        }

        private @Nullable Object initialOf(int place) {
            if (initials == null || initials.count() == 0) return null;
            byte[] bytes = groups.keys().bytes(place);
            int offset = groups.keys().offset(place);
            int length = groups.keys().length(place);
            int found = initials.keys().find(bytes, offset, length, KeyEncoder.hash(bytes, offset, length));
            return found < 0 ? null : initials.values(found).next();
        }

        private void timeOut(HeldGroupState held, GroupStateStore store, Output out) {
            long reached = code.timeout() == GroupStateTimeout.EVENT_TIME_TIMEOUT
                    ? task.watermarks().get().evictionMicros()
                    : task.call().get().timestampMicros();
            int[] due = store.store().takeDue(reached);
            var keyReader = group.keyEncoder()
                    .reader(group.keys().stream().map(Column::type).toList());
            int keyWidth = group.keys().size();
            for (int from = 0; from < due.length; from += BLOCK) {
                int[] slots = Arrays.copyOfRange(due, from, Math.min(due.length, from + BLOCK));
                Vector[] rows = store.store().rows(slots, slots.length).columns();
                keyReader.open(Arrays.copyOf(rows, keyWidth));
                store.at(slots);
                for (int i = 0; i < slots.length; i++) {
                    held.begin(store.get(i), true);
                    call(keyReader.read(i), Collections.emptyIterator(), held, out);
                    settle(held, store, i, false);
                }
                store.flush(null, slots, dueMicros());
            }
        }

        private void call(Object key, Iterator<Object> values, HeldGroupState held, Output out) {
            try {
                made.addAll(code.function().call(key, values, held), out);
            } catch (Exception e) {
                throw failed(e);
            }
        }

        /// Notes what is to be remembered of the i-th group now.
        ///
        /// @param isNew whether what it had before is not in the store yet
        private void settle(HeldGroupState held, GroupStateStore store, int i, boolean isNew) {
            long timeout = held.timeoutMillis();
            boolean otherTimeout = timeout != store.timeoutOf(i);
            if (held.isChanged() && !held.exists() && timeout == GroupStateStore.NO_TIMEOUT) {
                if (store.isThere(i)) store.remove(i);
            } else if (held.isChanged() || otherTimeout || isNew) {
                store.put(i, held.value(), timeout);
            }
        }

        /// The first microsecond, of the clock or of the query's watermark, in which a timeout of zero is over.
        private long dueMicros() {
            return code.timeout() == GroupStateTimeout.EVENT_TIME_TIMEOUT ? 1 - 1_000L * watermark.orElse(0) : 1;
        }

        private SluiceException failed(Exception thrown) {
            if (thrown instanceof SluiceException known) return known;
            if (thrown instanceof InterruptedException) Thread.currentThread().interrupt();
            return ErrorCondition.GROUPS_WITH_STATE_USER_FUNCTION_ERROR
                    .error()
                    .with("reason", UserErrors.reason(thrown))
                    .cause(thrown)
                    .build();
        }
    }

    @Override
    public String describe() {
        return "GroupState(" + code.name() + ", " + group.keys() + ", "
                + group.objects().fields() + ", " + code.timeout() + ", " + output + ")";
    }
}
