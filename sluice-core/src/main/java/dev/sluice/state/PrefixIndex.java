package dev.sluice.state;

import dev.sluice.vector.KeyTable;
import java.util.Arrays;

/// Chains the slots of a table whose keys begin alike, in the order they came.
///
/// ```text
/// index   . 3 . . 0 1 . 2        hash and first slot + 1, or 0
/// first ⇄ slot ⇄ … ⇄ last        the first one's previous is the last
/// ```
///
/// What a chain has in common is read from the key of its first slot: nothing is kept twice.
final class PrefixIndex {

    private static final int NONE = -1;

    private final KeyTable keys;
    private long[] index = new long[64];
    private int shift = Integer.numberOfLeadingZeros(64) + 1;
    private int chains;
    private int[] hashes = new int[16];
    private int[] lengths = new int[16];
    private int[] next = new int[16];
    private int[] previous = new int[16];

    /// @param keys of the slots; a slot is added after its key, and removed before it
    PrefixIndex(KeyTable keys) {
        this.keys = keys;
    }

    /// @param bytes with the beginning of the slot's key
    void add(int slot, byte[] bytes, int offset, int length, int hash) {
        if (slot >= next.length) {
            hashes = grown(hashes, slot);
            lengths = grown(lengths, slot);
            next = grown(next, slot);
            previous = grown(previous, slot);
        }
        hashes[slot] = hash;
        lengths[slot] = length;
        next[slot] = NONE;
        int at = place(bytes, offset, length, hash);
        if (index[at] == 0) {
            index[at] = entry(hash, slot);
            previous[slot] = slot;
            if (++chains > index.length / 10 * 6) widen();
            return;
        }
        int first = slotOf(index[at]);
        int last = previous[first];
        next[last] = slot;
        previous[slot] = last;
        previous[first] = slot;
    }

    void remove(int slot) {
        int before = previous[slot];
        int behind = next[slot];
        boolean isFirst = next[before] == NONE;
        if (!isFirst) {
            next[before] = behind;
            // The first one knows the last: it is told, and found by its key.
            int moved = behind == NONE ? firstOf(slot) : behind;
            previous[moved] = before;
        } else if (behind == NONE) {
            moveUp(placeOfFirst(slot));
            chains--;
        } else {
            index[placeOfFirst(slot)] = entry(hashes[slot], behind);
            previous[behind] = before;
        }
    }

    /// The first slot of the chain, or -1.
    int first(byte[] bytes, int offset, int length, int hash) {
        long entry = index[place(bytes, offset, length, hash)];
        return entry == 0 ? NONE : slotOf(entry);
    }

    /// The last slot of the chain, or -1.
    int last(byte[] bytes, int offset, int length, int hash) {
        int first = first(bytes, offset, length, hash);
        return first == NONE ? NONE : previous[first];
    }

    /// The slot behind, or -1.
    int next(int slot) {
        return next[slot];
    }

    long memoryBytes() {
        return 8L * index.length + 16L * next.length;
    }

    /// Where the chain of a beginning is in the index, or would be.
    private int place(byte[] bytes, int offset, int length, int hash) {
        int mask = index.length - 1;
        int at = home(hash);
        for (long entry = index[at]; entry != 0; entry = index[at]) {
            if ((int) (entry >>> 32) == hash && begins(slotOf(entry), bytes, offset, length)) return at;
            at = (at + 1) & mask;
        }
        return at;
    }

    private int firstOf(int slot) {
        return slotOf(index[place(keys.bytes(slot), keys.offset(slot), lengths[slot], hashes[slot])]);
    }

    private int placeOfFirst(int slot) {
        int mask = index.length - 1;
        int at = home(hashes[slot]);
        while (slotOf(index[at]) != slot) at = (at + 1) & mask;
        return at;
    }

    private boolean begins(int slot, byte[] bytes, int offset, int length) {
        if (lengths[slot] != length) return false;
        byte[] own = keys.bytes(slot);
        int from = keys.offset(slot);
        return Arrays.equals(own, from, from + length, bytes, offset, offset + length);
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

    /// As in [KeyTable]: the keys of a partition have the bits in common that made it theirs.
    private int home(int hash) {
        return (hash * 0x9E3779B9) >>> shift;
    }

    private static long entry(int hash, int slot) {
        return (long) hash << 32 | (slot + 1);
    }

    private static int slotOf(long entry) {
        return (int) entry - 1;
    }

    private static int[] grown(int[] values, int index) {
        return Arrays.copyOf(values, Math.max(index + 1, values.length + (values.length >> 1)));
    }
}
