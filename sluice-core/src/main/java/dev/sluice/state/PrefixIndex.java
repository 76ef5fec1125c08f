package dev.sluice.state;

import dev.sluice.vector.KeyTable;
import java.util.Arrays;

/// Chains the slots whose keys begin alike, in the order they came.
///
/// ```text
/// first[group] ──▶ slot ⇄ next[slot] ⇄ … ⇄ last[group]
/// ```
final class PrefixIndex {

    private static final int NONE = -1;

    private final KeyTable groups = new KeyTable();
    private int[] first = new int[16];
    private int[] last = new int[16];
    private int[] group = new int[16];
    private int[] next = new int[16];
    private int[] previous = new int[16];

    void add(int slot, byte[] bytes, int offset, int length, int hash) {
        int before = groups.size();
        int of = groups.add(bytes, offset, length, hash);
        if (of >= first.length) {
            first = grown(first, of);
            last = grown(last, of);
        }
        if (slot >= next.length) {
            group = grown(group, slot);
            next = grown(next, slot);
            previous = grown(previous, slot);
        }
        boolean isNew = groups.size() != before;
        group[slot] = of;
        next[slot] = NONE;
        previous[slot] = isNew ? NONE : last[of];
        if (isNew) {
            first[of] = slot;
        } else {
            next[last[of]] = slot;
        }
        last[of] = slot;
    }

    void remove(int slot) {
        int of = group[slot];
        if (previous[slot] == NONE) {
            first[of] = next[slot];
        } else {
            next[previous[slot]] = next[slot];
        }
        if (next[slot] == NONE) {
            last[of] = previous[slot];
        } else {
            previous[next[slot]] = previous[slot];
        }
        if (first[of] == NONE) groups.remove(of);
    }

    /// The first slot of the chain, or -1.
    int first(byte[] bytes, int offset, int length, int hash) {
        int of = groups.find(bytes, offset, length, hash);
        return of < 0 ? NONE : first[of];
    }

    /// The last slot of the chain, or -1.
    int last(byte[] bytes, int offset, int length, int hash) {
        int of = groups.find(bytes, offset, length, hash);
        return of < 0 ? NONE : last[of];
    }

    /// The slot behind, or -1.
    int next(int slot) {
        return next[slot];
    }

    long memoryBytes() {
        return groups.memoryBytes() + 8L * first.length + 12L * next.length;
    }

    private static int[] grown(int[] values, int index) {
        return Arrays.copyOf(values, Math.max(index + 1, values.length + (values.length >> 1)));
    }
}
