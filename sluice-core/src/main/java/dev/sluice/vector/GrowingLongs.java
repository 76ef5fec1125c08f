package dev.sluice.vector;

import java.util.Arrays;

/// Whole numbers of 64 bits by index. Storage grows by segments, so growing never copies much. Not for use by several
/// threads.
public final class GrowingLongs {

    static final int SHIFT = 12;
    private static final int SEGMENT = 1 << SHIFT;
    private static final int MASK = SEGMENT - 1;

    private long[][] segments = {new long[16]};
    private int capacity = 16;

    public GrowingLongs() {}

    public long get(int index) {
        return segments[index >> SHIFT][index & MASK];
    }

    public void set(int index, long value) {
        segments[index >> SHIFT][index & MASK] = value;
    }

    /// Makes room for the indexes `0 .. count-1`; what is new is zero.
    public void ensure(int count) {
        while (capacity < count) grow();
    }

    public long memoryBytes() {
        return 8L * capacity;
    }

    private void grow() {
        if (capacity < SEGMENT) {
            capacity *= 2;
            segments[0] = Arrays.copyOf(segments[0], capacity);
            return;
        }
        int next = capacity >> SHIFT;
        if (next == segments.length) segments = Arrays.copyOf(segments, next * 2);
        segments[next] = new long[SEGMENT];
        capacity += SEGMENT;
    }
}
