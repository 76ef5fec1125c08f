package dev.sluice.state;

import java.util.Arrays;

/// Finds the slots that are due without looking at the others: a heap of times.
///
/// An entry of the heap counts only while it is what its slot is listed under; the others are left over from times that
/// changed, and are swept out once they are the most.
final class TimeIndex {

    /// The time of what is never due.
    static final long NEVER = Long.MAX_VALUE;

    private long[] times = new long[16];
    private int[] slots = new int[16];
    private int size;
    private long[] listedUnder = new long[16];
    private int listed;

    TimeIndex() {
        Arrays.fill(listedUnder, NEVER);
    }

    /// Lists a slot under a time, and no longer under another.
    void put(int slot, long time) {
        if (slot >= listedUnder.length) {
            int before = listedUnder.length;
            listedUnder = Arrays.copyOf(listedUnder, Math.max(slot + 1, before + (before >> 1)));
            Arrays.fill(listedUnder, before, listedUnder.length, NEVER);
        }
        if (listedUnder[slot] == time) return;
        remove(slot);
        if (time == NEVER) return;
        listedUnder[slot] = time;
        listed++;
        if (size > 64 && size > 2 * listed) sweep();
        push(slot, time);
    }

    void remove(int slot) {
        if (slot >= listedUnder.length || listedUnder[slot] == NEVER) return;
        listedUnder[slot] = NEVER;
        listed--;
    }

    /// The slots listed under times up to the given one, earliest first; they are no longer listed.
    int[] take(long upTo) {
        int[] due = new int[16];
        int count = 0;
        while (size > 0 && times[0] <= upTo) {
            int slot = slots[0];
            boolean counts = listedUnder[slot] == times[0];
            pop();
            if (!counts) continue;
            remove(slot);
            if (count == due.length) due = Arrays.copyOf(due, count * 2);
            due[count++] = slot;
        }
        return Arrays.copyOf(due, count);
    }

    /// The earliest time, or [#NEVER].
    long earliest() {
        while (size > 0 && listedUnder[slots[0]] != times[0]) pop();
        return size == 0 ? NEVER : times[0];
    }

    long memoryBytes() {
        return 12L * times.length + 8L * listedUnder.length;
    }

    private void push(int slot, long time) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            slots = Arrays.copyOf(slots, size * 2);
        }
        int at = size++;
        for (int parent = (at - 1) >> 1; at > 0 && times[parent] > time; parent = (at - 1) >> 1) {
            times[at] = times[parent];
            slots[at] = slots[parent];
            at = parent;
        }
        times[at] = time;
        slots[at] = slot;
    }

    private void pop() {
        size--;
        long time = times[size];
        int slot = slots[size];
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && times[child + 1] < times[child]) child++;
            if (time <= times[child]) break;
            times[at] = times[child];
            slots[at] = slots[child];
            at = child;
        }
        times[at] = time;
        slots[at] = slot;
    }

    private void sweep() {
        long[] oldTimes = times;
        int[] oldSlots = slots;
        int oldSize = size;
        times = new long[Math.max(16, listed * 2)];
        slots = new int[times.length];
        size = 0;
        boolean[] seen = new boolean[listedUnder.length];
        for (int i = 0; i < oldSize; i++) {
            int slot = oldSlots[i];
            if (listedUnder[slot] != oldTimes[i] || seen[slot]) continue;
            seen[slot] = true;
            push(slot, oldTimes[i]);
        }
    }
}
