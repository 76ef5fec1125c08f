package dev.sluice.vector;

import java.util.Arrays;

/// Gives each distinct key a slot: small whole numbers, handed out from zero, reused once removed.
///
/// Open addressing with linear probing over hashes; the keys' bytes lie in segments that never move. Not for use by
/// several threads.
///
/// ```text
/// index   . 3 . . 0 1 . 2        hash and slot + 1, or 0: hashes are compared before anything else is looked at
/// where   [slot] ──▶ segment, offset
/// ```
///
/// A key that goes leaves no trace: those that were displaced by it move up.
public final class KeyTable implements KeyEncoder.KeySource {

    private static final int SEGMENT_BYTES = 1 << 18;

    private long[] index = new long[64];
    private int shift = Integer.numberOfLeadingZeros(64) + 1;
    private int[] hashes = new int[32];
    private long[] where = new long[32];
    private int[] lengths = new int[32];
    private int slots;
    private int[] free = new int[0];
    private int freeCount;
    private byte[][] segments = new byte[4][];
    private int segmentCount;
    private int usedInLast;
    private long keyBytes;
    private long deadBytes;

    public KeyTable() {}

    /// The number of keys in the table.
    public int size() {
        return slots - freeCount;
    }

    /// The number of slots ever handed out: all slots are below it.
    public int slots() {
        return slots;
    }

    /// Bytes held, about.
    public long memoryBytes() {
        return keyBytes + 8L * index.length + 16L * hashes.length;
    }

    /// The slot of each key; those that are not there are added.
    ///
    /// @param found receives the slots, in the order of the keys
    public void add(KeyBatch keys, int[] found) {
        for (int i = 0; i < keys.count(); i++) {
            found[i] = add(keys.bytes(), keys.offsets()[i], keys.lengths()[i], keys.hashes()[i]);
        }
    }

    public int add(byte[] bytes, int offset, int length, int hash) {
        int mask = index.length - 1;
        int at = home(hash);
        for (long entry = index[at]; entry != 0; entry = index[at]) {
            if ((int) (entry >>> 32) == hash && holds((int) entry - 1, bytes, offset, length)) return (int) entry - 1;
            at = (at + 1) & mask;
        }
        int slot = freeCount > 0 ? free[--freeCount] : newSlot();
        hashes[slot] = hash;
        store(slot, bytes, offset, length);
        index[at] = entry(hash, slot);
        if (size() > index.length / 10 * 6) widen();
        return slot;
    }

    /// The slot of the key, or -1.
    public int find(byte[] bytes, int offset, int length, int hash) {
        int mask = index.length - 1;
        int at = home(hash);
        for (long entry = index[at]; entry != 0; entry = index[at]) {
            if ((int) (entry >>> 32) == hash && holds((int) entry - 1, bytes, offset, length)) return (int) entry - 1;
            at = (at + 1) & mask;
        }
        return -1;
    }

    /// Takes the slot's key out of the table; once most of the keys' bytes are dead, they are closed up.
    public void remove(int slot) {
        int mask = index.length - 1;
        int at = home(hashes[slot]);
        while ((int) index[at] != slot + 1) at = (at + 1) & mask;
        moveUp(at);
        deadBytes += lengths[slot];
        lengths[slot] = -1;
        if (deadBytes > SEGMENT_BYTES && deadBytes > keyBytes / 2) closeUp();
        if (freeCount == free.length) free = Arrays.copyOf(free, Math.max(16, free.length * 2));
        free[freeCount++] = slot;
    }

    /// Fills a place of the index that becomes free with what came to lie behind its own place because of it.
    private void moveUp(int place) {
        int mask = index.length - 1;
        int hole = place;
        for (int at = (hole + 1) & mask; index[at] != 0; at = (at + 1) & mask) {
            int home = home((int) (index[at] >>> 32));
            if (((at - home) & mask) < ((at - hole) & mask)) continue;
            index[hole] = index[at];
            hole = at;
        }
        index[hole] = 0;
    }

    /// Whether the slot holds a key.
    public boolean holds(int slot) {
        return slot < slots && lengths[slot] >= 0;
    }

    @Override
    public byte[] bytes(int slot) {
        return segments[(int) (where[slot] >>> 32)];
    }

    @Override
    public int offset(int slot) {
        return (int) where[slot];
    }

    public int length(int slot) {
        return lengths[slot];
    }

    /// All slots that hold a key, ascending.
    public int[] occupied() {
        int[] all = new int[size()];
        int count = 0;
        for (int slot = 0; slot < slots; slot++) {
            if (lengths[slot] >= 0) all[count++] = slot;
        }
        return all;
    }

    private boolean holds(int slot, byte[] bytes, int offset, int length) {
        if (lengths[slot] != length) return false;
        byte[] own = bytes(slot);
        int from = offset(slot);
        return Arrays.equals(own, from, from + length, bytes, offset, offset + length);
    }

    /// Where a hash begins to look. Mixed anew: the keys of a partition have the bits in common that made it theirs.
    private int home(int hash) {
        return (hash * 0x9E3779B9) >>> shift;
    }

    private static long entry(int hash, int slot) {
        return (long) hash << 32 | (slot + 1);
    }

    private int newSlot() {
        if (slots == hashes.length) {
            int wider = slots + (slots >> 1);
            hashes = Arrays.copyOf(hashes, wider);
            where = Arrays.copyOf(where, wider);
            lengths = Arrays.copyOf(lengths, wider);
        }
        return slots++;
    }

    private void store(int slot, byte[] bytes, int offset, int length) {
        if (segmentCount == 0 || usedInLast + length > segments[segmentCount - 1].length) {
            if (segmentCount == segments.length) segments = Arrays.copyOf(segments, segmentCount * 2);
            int first = segmentCount == 0 ? 1 << 10 : SEGMENT_BYTES;
            segments[segmentCount++] = new byte[Math.max(length, first)];
            keyBytes += segments[segmentCount - 1].length;
            usedInLast = 0;
        }
        System.arraycopy(bytes, offset, segments[segmentCount - 1], usedInLast, length);
        where[slot] = (long) (segmentCount - 1) << 32 | usedInLast;
        lengths[slot] = length;
        usedInLast += length;
    }

    /// Doubles the index.
    private void widen() {
        long[] old = index;
        int capacity = Math.multiplyExact(old.length, 2);
        index = new long[capacity];
        shift = Integer.numberOfLeadingZeros(capacity) + 1;
        int mask = capacity - 1;
        for (long entry : old) {
            if (entry == 0) continue;
            int at = home((int) (entry >>> 32));
            while (index[at] != 0) at = (at + 1) & mask;
            index[at] = entry;
        }
    }

    /// Copies the keys that are left into fresh segments; slots stay what they are.
    private void closeUp() {
        byte[][] old = segments;
        segments = new byte[4][];
        segmentCount = 0;
        usedInLast = 0;
        keyBytes = 0;
        deadBytes = 0;
        for (int slot = 0; slot < slots; slot++) {
            if (lengths[slot] >= 0) store(slot, old[(int) (where[slot] >>> 32)], (int) where[slot], lengths[slot]);
        }
    }
}
