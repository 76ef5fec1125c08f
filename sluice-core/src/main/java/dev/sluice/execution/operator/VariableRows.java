package dev.sluice.execution.operator;

import dev.sluice.encoder.Encoder;
import dev.sluice.encoder.ObjectReader;
import dev.sluice.encoder.ObjectWriter;
import dev.sluice.error.SluiceException;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStore;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The rows of one state variable: objects in the columns of a store, each with the time at which its life is over, if
/// the variable has such times.
final class VariableRows {

    static final int NONE = -1;

    private final StateStore store;
    private final StateVariable variable;
    private final GroupKey group;
    private final Encoder<Object> encoder;
    private final ObjectReader<Object> reader;
    private final ObjectWriter<Object> writer;
    private final int width;
    private final long nowMicros;
    private final long dueMicros;
    private final int[] one = new int[1];

    /// @param nowMicros the time of the micro-batch
    VariableRows(StateStore store, StateVariable variable, Encoder<Object> encoder, GroupKey group, long nowMicros) {
        this.store = store;
        this.variable = variable;
        this.group = group;
        this.encoder = encoder;
        this.nowMicros = nowMicros;
        reader = encoder.reader();
        writer = encoder.writer(1);
        width = encoder.schema().size();
        var ttl = variable.ttl().ttlDuration();
        dueMicros = ttl == null || !isLimited() ? 0 : DueTimes.plus(nowMicros, DueTimes.ofDuration(ttl));
    }

    String name() {
        return variable.name();
    }

    GroupKey group() {
        return group;
    }

    StateStore store() {
        return store;
    }

    private boolean isLimited() {
        return store.spec().time() != StateSpec.TIMELESS;
    }

    // ---- by key

    /// The slot of a key that has not outlived itself, or [#NONE].
    int find(byte[] key, int length) {
        int slot = store.find(key, 0, length, KeyEncoder.hash(key, 0, length));
        return slot >= 0 && isAlive(slot) ? slot : NONE;
    }

    boolean isAlive(int slot) {
        if (!isLimited()) return true;
        var ends = (MutableVector.Longs) store.values()[store.spec().time()];
        return ends.isNull(slot)
                || ends.get(slot) > nowMicros; // those from before the variable had lifetimes have none
    }

    /// What is in a slot.
    @Nullable
    Object read(int slot) {
        one[0] = slot;
        Vector[] columns = new Vector[width];
        for (int c = 0; c < width; c++) columns[c] = store.values()[c].gather(one, 1);
        reader.open(columns);
        try {
            return reader.read(0);
        } catch (SluiceException e) {
            throw ProcessorErrors.remembered("the variable " + name(), e);
        }
    }

    /// Puts a value under a key.
    void put(byte[] key, int length, @Nullable Object value) {
        var batch =
                new KeyBatch(key, new int[] {0}, new int[] {length}, new int[] {KeyEncoder.hash(key, 0, length)}, 1);
        store.locate(batch, one);
        int slot = one[0];
        writer.write(value);
        Chunk written = writer.take();
        for (int c = 0; c < width; c++) store.values()[c].set(slot, written.column(c), 0);
        if (isLimited()) ((MutableVector.Longs) store.values()[store.spec().time()]).set(slot, dueMicros);
        one[0] = slot;
        store.touch(one, 1);
    }

    /// Forgets a key, if it is there.
    ///
    /// @return whether it was
    boolean remove(byte[] key, int length) {
        int slot = store.find(key, 0, length, KeyEncoder.hash(key, 0, length));
        if (slot >= 0) store.remove(slot);
        return slot >= 0;
    }

    // ---- by group, of variables with several rows

    /// The slots of the group, in no order of their own.
    ///
    /// @param all whether those that have outlived themselves count too
    int[] slots(boolean all) {
        byte[] key = group.bytes(name());
        int length = group.length(name());
        var prefix =
                new KeyBatch(key, new int[] {0}, new int[] {length}, new int[] {KeyEncoder.hash(key, 0, length)}, 1);
        int[] slots = new int[8];
        int count = 0;
        for (int slot = store.firstOf(prefix, 0); slot >= 0; slot = store.nextOf(slot)) {
            if (!all && !isAlive(slot)) continue;
            if (count == slots.length) slots = Arrays.copyOf(slots, 2 * count);
            slots[count++] = slot;
        }
        return count == slots.length ? slots : Arrays.copyOf(slots, count);
    }

    /// Forgets all rows of the group.
    ///
    /// @return how many there were
    int removeAll() {
        int[] slots = slots(true);
        for (int slot : slots) store.remove(slot);
        return slots.length;
    }

    /// The values of some rows, as they are now: what happens to the state later is not seen.
    ///
    /// @param rows from [StateStore#rows]
    ObjectReader<Object> values(Chunk rows) {
        int keys = store.spec().key().size();
        ObjectReader<Object> values = encoder.reader();
        values.open(Arrays.copyOfRange(rows.columns(), keys, keys + width));
        return values;
    }
}
