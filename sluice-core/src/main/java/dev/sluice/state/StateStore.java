package dev.sluice.state;

import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.function.Consumer;

/// The state of one operator in one partition: keys, each with a slot, and a column of values for each part of the
/// state.
///
/// A task owns it while it runs; between micro-batches the driver takes its changes to the log. There is no undo: when
/// a micro-batch fails, the store is thrown away and folded anew from the log.
public interface StateStore {

    StateSpec spec();

    /// Encodes keys in the form this store wants.
    KeyEncoder keys();

    /// The slot of each key; keys that are not there are added, with all values null, and count as touched.
    ///
    /// @param slots receives the slots, in the order of the keys
    void locate(KeyBatch keys, int[] slots);

    /// Adds the keys that are not there, with all values null; they count as touched.
    ///
    /// @param places receives the places of the added keys among the given ones, ascending
    /// @param slots receives their slots
    /// @return how many were added
    int addMissing(KeyBatch keys, int[] places, int[] slots);

    /// The slot of a key, or -1.
    int find(byte[] bytes, int offset, int length, int hash);

    /// The columns of values, indexed by slot.
    MutableVector[] values();

    /// Says that the values of these slots were changed in this micro-batch. What is not touched is not logged.
    void touch(int[] slots, int count);

    /// Takes the key out.
    void remove(int slot);

    /// The number of keys.
    int rowCount();

    /// The slots of all keys.
    int[] slots();

    /// Shows all keys, some at a time. The slots of those that were not asked for otherwise in this micro-batch may
    /// hold other keys once the visitor returns; it changes nothing.
    void visit(Consumer<int[]> visitor);

    /// The slots touched in this micro-batch, each once, in the order they were touched first; without the removed
    /// ones.
    int[] touched();

    /// How many keys this micro-batch added or changed, also those that it then removed.
    long updatedCount();

    /// How many keys this micro-batch removed.
    long removedCount();

    // ---- by time, where the spec has one

    /// The slots whose time is not after the given one, earliest first. They are found once: the caller removes or
    /// touches them.
    int[] takeDue(long time);

    /// The earliest time of all keys, or `Long.MAX_VALUE`.
    long earliestTime();

    // ---- by the first columns of the key, where fewer than all of them decide the partition

    /// The slot of the first key, in the order they were added, that begins with the i-th of the prefixes, or -1.
    int firstOf(KeyBatch prefixes, int i);

    /// The last such slot, or -1.
    int lastOf(KeyBatch prefixes, int i);

    /// The slot of the key added after this one that begins alike, or -1.
    int nextOf(int slot);

    /// Key columns of the slots.
    Vector[] keyColumns(int[] slots, int count);

    /// Key columns, then value columns, of the slots.
    Chunk rows(int[] slots, int count);

    /// Hands over what this micro-batch changed, encoded, in pieces of a bounded size, and begins a new micro-batch.
    void drainChanges(Consumer<byte[]> changes);

    /// Hands over all rows, encoded as the changes that make them in an empty store. Says nothing about this
    /// micro-batch.
    void dump(Consumer<byte[]> changes);

    /// Applies changes that [#drainChanges] gave, in this or an earlier life. They do not count as touched.
    ///
    /// @param upserts which of the change's upserted keys to take, [Selection#all] or those that are routed here
    /// @param removals which of its removed keys
    void apply(StateChange change, Selection upserts, Selection removals);

    /// Applies all of an encoded change.
    default void apply(byte[] changes) {
        StateChange change = new StateChange.Codec(spec()).decode(changes);
        apply(
                change,
                Selection.all(change.upserted().count()),
                Selection.all(change.removed().count()));
    }

    /// Bytes held, about.
    long memoryBytes();

    /// Forgets everything: it is used no more.
    default void close() {}
}
