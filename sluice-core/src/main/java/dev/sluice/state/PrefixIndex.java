package dev.sluice.state;

import dev.sluice.vector.GrowingInts;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.KeyTable;
import dev.sluice.vector.SlotIndex;
import java.util.Arrays;

/// Chains the slots of a table whose keys begin alike, in the order they came.
///
/// ```text
/// index   beginning ──▶ first slot
/// first ⇄ slot ⇄ … ⇄ last        the first one's previous is the last
/// ```
///
/// What a chain has in common is read from the key of its first slot: nothing is kept twice.
final class PrefixIndex {

    private static final int NONE = -1;

    private final KeyTable keys;
    private final SlotIndex index = new SlotIndex();
    private final GrowingInts lengths = new GrowingInts();
    private final GrowingInts next = new GrowingInts();
    private final GrowingInts previous = new GrowingInts();

    /// @param keys of the slots; a slot is added after its key, and removed before it
    PrefixIndex(KeyTable keys) {
        this.keys = keys;
    }

    /// @param bytes with the beginning of the slot's key
    /// @param hash of it, as [KeyEncoder#hash] gives it
    void add(int slot, byte[] bytes, int offset, int length, int hash) {
        lengths.ensure(slot + 1);
        next.ensure(slot + 1);
        previous.ensure(slot + 1);
        lengths.set(slot, length);
        next.set(slot, NONE);
        long[] part = index.part(hash);
        int at = place(part, bytes, offset, length, hash);
        if (part[at] == 0) {
            previous.set(slot, slot);
            index.insert(part, at, hash, slot);
            return;
        }
        int first = SlotIndex.slot(part[at]);
        int last = previous.get(first);
        next.set(last, slot);
        previous.set(slot, last);
        previous.set(first, slot);
    }

    void remove(int slot) {
        int before = previous.get(slot);
        int behind = next.get(slot);
        boolean isFirst = next.get(before) == NONE;
        if (!isFirst) {
            next.set(before, behind);
            // The first one knows the last: it is told, and found by its key.
            int moved = behind == NONE ? firstOf(slot) : behind;
            previous.set(moved, before);
            return;
        }
        int hash = hashOf(slot);
        long[] part = index.part(hash);
        int at = SlotIndex.placeOf(part, hash, slot);
        if (behind == NONE) {
            index.remove(part, at);
        } else {
            SlotIndex.replace(part, at, hash, behind);
            previous.set(behind, before);
        }
    }

    /// The first slot of the chain, or -1.
    int first(byte[] bytes, int offset, int length, int hash) {
        long[] part = index.part(hash);
        return SlotIndex.slot(part[place(part, bytes, offset, length, hash)]);
    }

    /// The last slot of the chain, or -1.
    int last(byte[] bytes, int offset, int length, int hash) {
        int first = first(bytes, offset, length, hash);
        return first == NONE ? NONE : previous.get(first);
    }

    /// The slot behind, or -1.
    int next(int slot) {
        return next.get(slot);
    }

    long memoryBytes() {
        return index.memoryBytes() + lengths.memoryBytes() + next.memoryBytes() + previous.memoryBytes();
    }

    /// Where in its part the chain of a beginning is, or would be.
    private int place(long[] part, byte[] bytes, int offset, int length, int hash) {
        int at = SlotIndex.home(part, hash);
        for (long entry = part[at]; entry != 0; entry = part[at]) {
            if (SlotIndex.hash(entry) == hash && begins(SlotIndex.slot(entry), bytes, offset, length)) return at;
            at = SlotIndex.next(part, at);
        }
        return at;
    }

    private int firstOf(int slot) {
        return first(keys.bytes(slot), keys.offset(slot), lengths.get(slot), hashOf(slot));
    }

    private int hashOf(int slot) {
        return KeyEncoder.hash(keys.bytes(slot), keys.offset(slot), lengths.get(slot));
    }

    private boolean begins(int slot, byte[] bytes, int offset, int length) {
        if (lengths.get(slot) != length) return false;
        byte[] own = keys.bytes(slot);
        int from = keys.offset(slot);
        return Arrays.equals(own, from, from + length, bytes, offset, offset + length);
    }
}
