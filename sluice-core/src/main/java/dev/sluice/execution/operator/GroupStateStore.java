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
import dev.sluice.vector.KeyTable;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Objects remembered by key: columns of a state store, read and written many at a time.
///
/// ```text
/// key ──▶ columns of the object, whether there is an object at all [, timeout in milliseconds, when it is due]
/// ```
///
/// A group may have a timeout and no object. The timeout is what the program said; it is due on the query's watermark,
/// which need not be the operator's.
final class GroupStateStore {

    /// What Spark keeps for a group that never times out.
    static final long NO_TIMEOUT = -1;

    private static final int NONE = -1;

    private final StateStore store;
    private final StateSpec spec;
    private final ObjectReader<Object> reader;
    private final ObjectWriter<Object> writer;
    private final int width;
    private int[] found = new int[0];
    private int[] rowOf = new int[0];

    private int[] written = new int[64];
    private boolean[] absent = new boolean[64];
    private long[] timeouts = new long[64];
    private int writtenCount;
    private int[] removed = new int[64];
    private int removedCount;

    GroupStateStore(StateStore store, Encoder<Object> encoder) {
        this.store = store;
        spec = store.spec();
        reader = encoder.reader();
        writer = encoder.writer();
        width = encoder.schema().size();
    }

    StateStore store() {
        return store;
    }

    /// Looks up what is remembered of keys, for [#get].
    void find(KeyTable keys, int[] places) {
        int[] slots = new int[places.length];
        for (int i = 0; i < slots.length; i++) {
            byte[] bytes = keys.bytes(places[i]);
            int offset = keys.offset(places[i]);
            int length = keys.length(places[i]);
            slots[i] = store.find(bytes, offset, length, KeyEncoder.hash(bytes, offset, length));
        }
        at(slots);
    }

    /// Looks at these slots; those below zero are not there.
    void at(int[] slots) {
        found = slots;
        rowOf = new int[slots.length];
        int[] present = new int[slots.length];
        int count = 0;
        for (int i = 0; i < slots.length; i++) {
            rowOf[i] = slots[i] < 0 || exists().get(slots[i]) == 0 ? NONE : count;
            if (rowOf[i] != NONE) present[count++] = slots[i];
        }
        Vector[] columns = new Vector[width];
        for (int c = 0; c < width; c++) columns[c] = store.values()[c].gather(present, count);
        reader.open(columns);
    }

    /// What is remembered of the i-th, or null.
    @Nullable
    Object get(int i) {
        if (rowOf[i] == NONE) return null;
        try {
            return reader.read(rowOf[i]);
        } catch (SluiceException e) {
            throw ProcessorErrors.remembered("the state of groups", e);
        }
    }

    /// When the i-th times out, or [#NO_TIMEOUT].
    long timeoutOf(int i) {
        return found[i] < 0 || spec.time() == StateSpec.TIMELESS
                ? NO_TIMEOUT
                : timeouts().get(found[i]);
    }

    boolean isThere(int i) {
        return found[i] >= 0;
    }

    /// Remembers something for the i-th, once [#flush] is called.
    ///
    /// @param value null if there is only a timeout
    void put(int i, @Nullable Object value, long timeoutMillis) {
        if (writtenCount == written.length) {
            written = Arrays.copyOf(written, writtenCount * 2);
            absent = Arrays.copyOf(absent, writtenCount * 2);
            timeouts = Arrays.copyOf(timeouts, writtenCount * 2);
        }
        written[writtenCount] = i;
        absent[writtenCount] = value == null;
        timeouts[writtenCount++] = timeoutMillis;
        if (value == null) {
            writer.writeNothing();
        } else {
            writer.write(value);
        }
    }

    /// Forgets the i-th, once [#flush] is called.
    void remove(int i) {
        if (removedCount == removed.length) removed = Arrays.copyOf(removed, removedCount * 2);
        removed[removedCount++] = found[i];
    }

    /// Does what [#put] and [#remove] said.
    ///
    /// @param keys the keys of what was found, if some were not there
    /// @param dueMicros the time on the query's clock or watermark at which a timeout of zero would be due
    void flush(@Nullable KeyTable keys, int[] places, long dueMicros) {
        for (int k = 0; k < removedCount; k++) store.remove(removed[k]);
        removedCount = 0;
        if (writtenCount == 0) return;
        int[] slots = slots(keys, places);
        Chunk values = writer.take();
        for (int c = 0; c < width; c++) {
            MutableVector column = store.values()[c];
            for (int k = 0; k < slots.length; k++) column.set(slots[k], values.column(c), k);
        }
        MutableVector.Longs exists = exists();
        for (int k = 0; k < slots.length; k++) exists.set(slots[k], absent[k] ? 0 : 1);
        if (spec.time() != StateSpec.TIMELESS) setTimes(slots, dueMicros);
        store.touch(slots, slots.length);
        writtenCount = 0;
    }

    private void setTimes(int[] slots, long dueMicros) {
        MutableVector.Longs said = timeouts();
        var due = (MutableVector.Longs) store.values()[spec.time()];
        for (int k = 0; k < slots.length; k++) {
            said.set(slots[k], timeouts[k]);
            if (timeouts[k] == NO_TIMEOUT) {
                due.clear(slots[k]);
            } else {
                due.set(slots[k], DueTimes.plus(DueTimes.ofMillis(timeouts[k]), dueMicros));
            }
        }
    }

    /// Where what was put goes: new slots for what was not there.
    private int[] slots(@Nullable KeyTable keys, int[] places) {
        int[] slots = new int[writtenCount];
        int[] missing = new int[writtenCount];
        int missingCount = 0;
        for (int k = 0; k < writtenCount; k++) {
            slots[k] = found[written[k]];
            if (slots[k] < 0) missing[missingCount++] = k;
        }
        if (keys == null || missingCount == 0) return slots;
        int[] offsets = new int[missingCount];
        int[] lengths = new int[missingCount];
        int[] hashes = new int[missingCount];
        int total = 0;
        for (int m = 0; m < missingCount; m++) {
            offsets[m] = total;
            lengths[m] = keys.length(places[written[missing[m]]]);
            total += lengths[m];
        }
        byte[] bytes = new byte[total];
        for (int m = 0; m < missingCount; m++) {
            int place = places[written[missing[m]]];
            System.arraycopy(keys.bytes(place), keys.offset(place), bytes, offsets[m], lengths[m]);
            hashes[m] = KeyEncoder.hash(bytes, offsets[m], lengths[m]);
        }
        int[] located = new int[missingCount];
        store.locate(new KeyBatch(bytes, offsets, lengths, hashes, missingCount), located);
        for (int m = 0; m < missingCount; m++) slots[missing[m]] = located[m];
        return slots;
    }

    private MutableVector.Longs exists() {
        return (MutableVector.Longs) store.values()[width];
    }

    private MutableVector.Longs timeouts() {
        return (MutableVector.Longs) store.values()[width + 1];
    }
}
