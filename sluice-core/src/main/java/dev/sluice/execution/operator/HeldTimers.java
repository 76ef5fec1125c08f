package dev.sluice.execution.operator;

import dev.sluice.state.StateStore;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The timers of groups in a store: a row each, due at its time. Source: Spark, `TimerStateImpl`.
final class HeldTimers {

    private static final System.Logger LOG = System.getLogger("TransformWithState");

    private final StateStore store;
    private final StateVariable variable;
    private final GroupKey group;
    private final KeyEncoder groupKeys;
    private final int keyColumns;
    private final long shiftMillis;

    /// A timer whose time has come.
    ///
    /// @param groupKey as [KeyEncoder] writes it
    record Expired(byte[] groupKey, long timeMillis) {}

    /// @param shiftMillis how far the operator's watermark lies from the query's, if the times are of events
    HeldTimers(StateStore store, StateVariable variable, GroupKey group, long shiftMillis) {
        this.store = store;
        this.variable = variable;
        this.group = group;
        this.shiftMillis = shiftMillis;
        keyColumns = store.spec().key().size() - 1;
        groupKeys = new KeyEncoder(store.spec().key().fields().subList(0, keyColumns).stream()
                .map(field -> field.type())
                .toList());
    }

    void register(long timeMillis) {
        byte[] key = group.with(variable.name(), timeMillis);
        int hash = KeyEncoder.hash(key, 0, key.length);
        if (store.find(key, 0, key.length, hash) >= 0) {
            LOG.log(System.Logger.Level.WARNING, "The timer for {0} ms is there already.", timeMillis);
            return;
        }
        int[] slot = new int[1];
        store.locate(new KeyBatch(key, new int[] {0}, new int[] {key.length}, new int[] {hash}, 1), slot);
        ((MutableVector.Longs) store.values()[store.spec().time()])
                .set(slot[0], DueTimes.plus(DueTimes.ofMillis(timeMillis), -1_000L * shiftMillis));
        store.touch(slot, 1);
    }

    void delete(long timeMillis) {
        byte[] key = group.with(variable.name(), timeMillis);
        int slot = store.find(key, 0, key.length, KeyEncoder.hash(key, 0, key.length));
        if (slot >= 0) {
            store.remove(slot);
        } else {
            LOG.log(System.Logger.Level.WARNING, "There is no timer for {0} ms to delete.", timeMillis);
        }
    }

    /// The times of the group, the earliest first.
    List<Long> list() {
        byte[] key = group.bytes(variable.name());
        int length = group.length(variable.name());
        var prefix =
                new KeyBatch(key, new int[] {0}, new int[] {length}, new int[] {KeyEncoder.hash(key, 0, length)}, 1);
        List<Integer> slots = new ArrayList<>();
        for (int slot = store.firstOf(prefix, 0); slot >= 0; slot = store.nextOf(slot)) slots.add(slot);
        int[] all = slots.stream().mapToInt(Integer::intValue).toArray();
        Chunk rows = store.rows(all, all.length);
        return Arrays.stream(((LongVector) rows.column(keyColumns)).values(), 0, all.length)
                .sorted()
                .boxed()
                .toList();
    }

    /// All timers up to a time, the earliest first, whatever happens to them until they are fired. They stay
    /// registered.
    ///
    /// @param reachedMicros of the query's watermark or the clock
    List<Expired> expired(long reachedMicros) {
        int[] due = store.takeDue(reachedMicros);
        if (due.length == 0) return List.of();
        Chunk rows = store.rows(due, due.length);
        Vector[] columns = Arrays.copyOf(rows.columns(), keyColumns);
        KeyBatch keys = groupKeys.encode(columns, Selection.all(due.length));
        long[] times = ((LongVector) rows.column(keyColumns)).values();
        List<Expired> expired = new ArrayList<>(due.length);
        for (int i = 0; i < due.length; i++) {
            int from = keys.offsets()[i];
            expired.add(new Expired(Arrays.copyOfRange(keys.bytes(), from, from + keys.lengths()[i]), times[i]));
        }
        expired.sort(Comparator.comparingLong(Expired::timeMillis)
                .thenComparing(Expired::groupKey, Arrays::compareUnsigned));
        return expired;
    }
}
