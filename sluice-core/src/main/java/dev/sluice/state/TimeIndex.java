package dev.sluice.state;

import dev.sluice.vector.GrowingInts;
import dev.sluice.vector.GrowingLongs;
import java.util.Arrays;

/// Finds the slots that are due without looking at the others: a heap of times, which knows where in it each slot is.
final class TimeIndex {

    /// The time of what is never due.
    static final long NEVER = Long.MAX_VALUE;

    private final GrowingLongs times = new GrowingLongs();
    private final GrowingInts slots = new GrowingInts();
    private int size;
    /// By slot, where in the heap it is, plus one; 0 if it is not.
    private final GrowingInts places = new GrowingInts();

    private int placeCount;

    TimeIndex() {}

    /// Lists a slot under a time, and no longer under another.
    void put(int slot, long time) {
        if (time == NEVER) {
            remove(slot);
            return;
        }
        if (slot >= placeCount) {
            placeCount = slot + 1;
            places.ensure(placeCount);
        }
        int at = places.get(slot) - 1;
        if (at < 0) {
            at = size++;
            times.ensure(size);
            slots.ensure(size);
            rise(at, slot, time);
        } else if (time != times.get(at)) {
            settle(at, slot, time);
        }
    }

    void remove(int slot) {
        if (slot >= placeCount || places.get(slot) == 0) return;
        int at = places.get(slot) - 1;
        places.set(slot, 0);
        size--;
        if (at < size) settle(at, slots.get(size), times.get(size));
    }

    /// The slots listed under times up to the given one, earliest first; they are no longer listed.
    int[] take(long upTo) {
        int[] due = new int[16];
        int count = 0;
        while (size > 0 && times.get(0) <= upTo) {
            if (count == due.length) due = Arrays.copyOf(due, count * 2);
            due[count] = slots.get(0);
            remove(due[count++]);
        }
        return Arrays.copyOf(due, count);
    }

    /// The earliest time, or [#NEVER].
    long earliest() {
        return size == 0 ? NEVER : times.get(0);
    }

    long memoryBytes() {
        return times.memoryBytes() + slots.memoryBytes() + places.memoryBytes();
    }

    /// Puts a slot near a place whose own may go, where its time lets it be.
    private void settle(int at, int slot, long time) {
        if (at > 0 && times.get((at - 1) >> 1) > time) {
            rise(at, slot, time);
        } else {
            sink(at, slot, time);
        }
    }

    private void rise(int from, int slot, long time) {
        int at = from;
        for (int parent = (at - 1) >> 1; at > 0 && times.get(parent) > time; parent = (at - 1) >> 1) {
            set(at, slots.get(parent), times.get(parent));
            at = parent;
        }
        set(at, slot, time);
    }

    private void sink(int from, int slot, long time) {
        int at = from;
        for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && times.get(child + 1) < times.get(child)) child++;
            if (time <= times.get(child)) break;
            set(at, slots.get(child), times.get(child));
            at = child;
        }
        set(at, slot, time);
    }

    private void set(int at, int slot, long time) {
        times.set(at, time);
        slots.set(at, slot);
        places.set(slot, at + 1);
    }
}
