package dev.sluice.vector;

import java.util.Arrays;

/// Gives each distinct key a slot: small whole numbers, handed out from zero, reused once removed. Not for use by
/// several
/// threads.
///
/// ```text
/// index   hash ──▶ slot          see SlotIndex
/// where   [slot] ──▶ address     of the key's bytes, see KeyArena; or, of a slot without key, the next such one
/// ```
///
/// A key that goes leaves no trace. No single key has to wait until a large table has grown.
public final class KeyTable implements KeyEncoder.KeySource {

    /// In `where`, of the last slot without key. Those before it have less than this, the slot they lead to subtracted.
    private static final long NO_MORE = -1;

    private final SlotIndex index = new SlotIndex();
    private final GrowingLongs where = new GrowingLongs();
    private final KeyArena arena = new KeyArena();
    private int slots;
    private long free = NO_MORE;

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
        return arena.memoryBytes() + index.memoryBytes() + where.memoryBytes();
    }

    /// The slot of each key; those that are not there are added.
    ///
    /// @param found receives the slots, in the order of the keys
    public void add(KeyBatch keys, int[] found) {
        for (int i = 0; i < keys.count(); i++) {
            found[i] = add(keys.bytes(), keys.offsets()[i], keys.lengths()[i], keys.hashes()[i]);
        }
    }

    /// @param hash as [KeyEncoder#hash] gives it
    public int add(byte[] bytes, int offset, int length, int hash) {
        long[] part = index.part(hash);
        int at = SlotIndex.home(part, hash);
        for (long entry = part[at]; entry != 0; entry = part[at]) {
            int slot = SlotIndex.slot(entry);
            if (SlotIndex.hash(entry) == hash && holds(slot, bytes, offset, length)) return slot;
            at = SlotIndex.next(part, at);
        }
        int slot = newSlot();
        where.set(slot, arena.store(bytes, offset, length));
        index.insert(part, at, hash, slot);
        arena.closeUp(where, slots);
        return slot;
    }

    /// The slot of the key, or -1.
    public int find(byte[] bytes, int offset, int length, int hash) {
        long[] part = index.part(hash);
        int at = SlotIndex.home(part, hash);
        for (long entry = part[at]; entry != 0; entry = part[at]) {
            int slot = SlotIndex.slot(entry);
            if (SlotIndex.hash(entry) == hash && holds(slot, bytes, offset, length)) return slot;
            at = SlotIndex.next(part, at);
        }
        return -1;
    }

    /// Takes the slot's key out of the table.
    public void remove(int slot) {
        long address = where.get(slot);
        int hash = KeyEncoder.hash(arena.bytes(address), KeyArena.offset(address), arena.length(address));
        long[] part = index.part(hash);
        index.remove(part, SlotIndex.placeOf(part, hash, slot));
        arena.free(address);
        where.set(slot, free);
        free = NO_MORE - 1 - slot;
        arena.closeUp(where, slots);
    }

    /// Whether the slot holds a key.
    public boolean holds(int slot) {
        return slot < slots && where.get(slot) >= 0;
    }

    @Override
    public byte[] bytes(int slot) {
        return arena.bytes(where.get(slot));
    }

    @Override
    public int offset(int slot) {
        return KeyArena.offset(where.get(slot));
    }

    public int length(int slot) {
        return arena.length(where.get(slot));
    }

    /// All slots that hold a key, ascending.
    public int[] occupied() {
        int[] all = new int[size()];
        int count = 0;
        for (int slot = 0; slot < slots; slot++) {
            if (where.get(slot) >= 0) all[count++] = slot;
        }
        return all;
    }

    private boolean holds(int slot, byte[] bytes, int offset, int length) {
        long address = where.get(slot);
        if (arena.length(address) != length) return false;
        int from = KeyArena.offset(address);
        return Arrays.equals(arena.bytes(address), from, from + length, bytes, offset, offset + length);
    }

    private int newSlot() {
        if (free != NO_MORE) {
            int slot = (int) (NO_MORE - 1 - free);
            free = where.get(slot);
            return slot;
        }
        where.ensure(slots + 1);
        return slots++;
    }
}
