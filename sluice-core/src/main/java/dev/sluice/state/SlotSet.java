package dev.sluice.state;

import java.util.Arrays;

/// A set of slots: a bit each, in segments, so growing never copies much.
final class SlotSet {

    private static final int SHIFT = 16;
    private static final int WORDS = 1 << (SHIFT - 6);

    private long[][] segments = {};

    SlotSet() {}

    /// @return whether it was not in it
    boolean add(int slot) {
        int segment = slot >> SHIFT;
        if (segment >= segments.length) grow(segment);
        long[] words = segments[segment];
        long before = words[word(slot)];
        long after = before | 1L << slot;
        words[word(slot)] = after;
        return before != after;
    }

    /// Takes out one that is in it.
    void remove(int slot) {
        segments[slot >> SHIFT][word(slot)] &= ~(1L << slot);
    }

    private static int word(int slot) {
        return slot >> 6 & (WORDS - 1);
    }

    private void grow(int segment) {
        int before = segments.length;
        segments = Arrays.copyOf(segments, segment + 1);
        for (int i = before; i <= segment; i++) segments[i] = new long[WORDS];
    }
}
