package dev.sluice.vector;

/// Gives each distinct key a slot: small whole numbers, handed out from zero, reused once removed. Not for use by
/// several threads.
///
/// ```text
/// index   hash ──▶ slot      see SlotIndex
/// keys    [slot] ──▶ key     see SlotKeys; or, of a slot without key, the next such one
/// ```
///
/// A key that goes leaves no trace. No single key has to wait until a large table has grown.
public final class KeyTable implements KeyEncoder.KeySource {

    /// What the last slot without key remembers.
    private static final long NO_MORE = -1;

    private final SlotIndex index = new SlotIndex();
    private final SlotKeys keys = new SlotKeys();
    private int slots;
    private long free = NO_MORE;
    private long[] entries = new long[0];

    public KeyTable() {}

    /// The number of keys in the table.
    public int size() {
        return index.size();
    }

    /// The number of slots ever handed out: all slots are below it.
    public int slots() {
        return slots;
    }

    /// Bytes held, about.
    public long memoryBytes() {
        return index.memoryBytes() + keys.memoryBytes();
    }

    /// The slot of each key; those that are not there are added.
    ///
    /// @param found receives the slots, in the order of the keys
    public void add(KeyBatch batch, int[] found) {
        find(batch, found);
        for (int i = 0; i < batch.count(); i++) {
            if (found[i] < 0) {
                found[i] = add(batch.bytes(), batch.offsets()[i], batch.lengths()[i], batch.hashes()[i]);
            }
        }
    }

    /// The slot of each key, or -1.
    ///
    /// One step for all keys before the next step of any: what the processor fetches from memory for a key does not
    /// wait for what it fetched for the key before.
    ///
    /// @param found receives the slots, in the order of the keys
    public void find(KeyBatch batch, int[] found) {
        int count = batch.count();
        if (entries.length < count) entries = new long[count];
        index.lookUp(batch.hashes(), count, entries);
        byte[] bytes = batch.bytes();
        for (int i = 0; i < count; i++) {
            int slot = SlotIndex.slot(entries[i]);
            int hash = batch.hashes()[i];
            boolean isFirst = slot >= 0
                    && SlotIndex.hash(entries[i]) == hash
                    && keys.equals(slot, bytes, batch.offsets()[i], batch.lengths()[i]);
            found[i] = isFirst || slot < 0 ? slot : find(bytes, batch.offsets()[i], batch.lengths()[i], hash);
        }
    }

    /// @param hash as [KeyEncoder#hash] gives it
    public int add(byte[] bytes, int offset, int length, int hash) {
        long[] part = index.part(hash);
        int at = SlotIndex.home(part, hash);
        for (long entry = part[at]; entry != 0; entry = part[at]) {
            int slot = SlotIndex.slot(entry);
            if (SlotIndex.hash(entry) == hash && keys.equals(slot, bytes, offset, length)) return slot;
            at = SlotIndex.next(part, at);
        }
        int slot = newSlot();
        keys.put(slot, bytes, offset, length);
        index.insert(part, at, hash, slot);
        keys.closeUp(slots);
        return slot;
    }

    /// The slot of the key, or -1.
    public int find(byte[] bytes, int offset, int length, int hash) {
        long[] part = index.part(hash);
        int at = SlotIndex.home(part, hash);
        for (long entry = part[at]; entry != 0; entry = part[at]) {
            int slot = SlotIndex.slot(entry);
            if (SlotIndex.hash(entry) == hash && keys.equals(slot, bytes, offset, length)) return slot;
            at = SlotIndex.next(part, at);
        }
        return -1;
    }

    /// Takes the slot's key out of the table.
    public void remove(int slot) {
        int hash = KeyEncoder.hash(keys.bytes(slot), keys.offset(slot), keys.length(slot));
        long[] part = index.part(hash);
        index.remove(part, SlotIndex.placeOf(part, hash, slot));
        keys.free(slot, free);
        free = slot;
        keys.closeUp(slots);
    }

    /// Whether the slot holds a key.
    public boolean holds(int slot) {
        return slot < slots && !keys.isFree(slot);
    }

    @Override
    public byte[] bytes(int slot) {
        return keys.bytes(slot);
    }

    @Override
    public int offset(int slot) {
        return keys.offset(slot);
    }

    public int length(int slot) {
        return keys.length(slot);
    }

    /// All slots that hold a key, ascending.
    public int[] occupied() {
        int[] all = new int[size()];
        int count = 0;
        for (int slot = 0; slot < slots; slot++) {
            if (!keys.isFree(slot)) all[count++] = slot;
        }
        return all;
    }

    private int newSlot() {
        if (free != NO_MORE) {
            int slot = (int) free;
            free = keys.next(slot);
            return slot;
        }
        keys.ensure(slots + 1);
        return slots++;
    }
}
