package dev.sluice.vector;

import java.util.Arrays;

/// The bytes of keys, each at an address; they lie in segments that never move.
///
/// ```text
/// address    segment 21 bits | offset 18 | length 24
/// ```
///
/// Once most bytes are dead, the living are copied to fresh segments, a few at a time with each key that comes or goes.
/// Whoever keeps the addresses is asked for them, slot by slot.
final class KeyArena {

    private static final int SEGMENT_BYTES = 1 << 18;
    private static final int FIRST_BYTES = 1 << 10;
    /// A longer key has a segment of its own.
    private static final int LONG_BYTES = SEGMENT_BYTES / 4;
    /// The length in the address of a key that is longer than there is room for: its segment knows better.
    private static final int ALL_OF_IT = (1 << 24) - 1;

    private static final int SLOTS_AT_ONCE = 8;
    private static final byte[] NONE = new byte[0];

    private byte[][] segments = new byte[4][];
    private boolean[] isOld = new boolean[4];
    private int segmentCount;
    private int[] freeSegments = new int[4];
    private int freeCount;
    private int last = -1;
    private int usedInLast;
    private long heldBytes;
    private long deadBytes;
    private int closingAt = -1;

    KeyArena() {}

    byte[] bytes(long address) {
        return segments[(int) (address >>> 42)];
    }

    static int offset(long address) {
        return (int) (address >>> 24) & (SEGMENT_BYTES - 1);
    }

    int length(long address) {
        int length = (int) address & ALL_OF_IT;
        return length == ALL_OF_IT ? bytes(address).length : length;
    }

    long memoryBytes() {
        return heldBytes;
    }

    long store(byte[] bytes, int offset, int length) {
        if (length > LONG_BYTES) {
            int own = newSegment(length);
            System.arraycopy(bytes, offset, segments[own], 0, length);
            return (long) own << 42 | Math.min(length, ALL_OF_IT);
        }
        // Not even an empty key begins at the end of a segment.
        if (last < 0 || usedInLast + length >= segments[last].length) {
            last = newSegment(heldBytes == 0 && length < FIRST_BYTES ? FIRST_BYTES : SEGMENT_BYTES);
            usedInLast = 0;
        }
        long address = (long) last << 42 | (long) usedInLast << 24 | length;
        System.arraycopy(bytes, offset, segments[last], usedInLast, length);
        usedInLast += length;
        return address;
    }

    /// Says that a key is gone.
    void free(long address) {
        if (!isOld[(int) (address >>> 42)]) deadBytes += length(address);
    }

    /// Moves what is at some slots, if it is time for that.
    ///
    /// @param addresses by slot; those below zero are none
    void closeUp(GrowingLongs addresses, int slots) {
        if (closingAt < 0) {
            if (deadBytes <= SEGMENT_BYTES || deadBytes <= heldBytes / 2) return;
            begin();
        }
        int end = Math.min(slots, closingAt + SLOTS_AT_ONCE);
        for (int slot = closingAt; slot < end; slot++) {
            long address = addresses.get(slot);
            if (address < 0 || !isOld[(int) (address >>> 42)]) continue;
            addresses.set(slot, store(bytes(address), offset(address), length(address)));
        }
        closingAt = end;
        if (end == slots) finish();
    }

    private void begin() {
        for (int i = 0; i < segmentCount; i++) isOld[i] = segments[i] != NONE;
        closingAt = 0;
        deadBytes = 0;
        last = -1;
    }

    private void finish() {
        closingAt = -1;
        for (int i = 0; i < segmentCount; i++) {
            if (!isOld[i]) continue;
            isOld[i] = false;
            heldBytes -= segments[i].length;
            segments[i] = NONE;
            if (freeCount == freeSegments.length) freeSegments = Arrays.copyOf(freeSegments, freeCount * 2);
            freeSegments[freeCount++] = i;
        }
    }

    private int newSegment(int length) {
        if (freeCount == 0 && segmentCount == segments.length) {
            segments = Arrays.copyOf(segments, segmentCount * 2);
            isOld = Arrays.copyOf(isOld, segmentCount * 2);
        }
        int segment = freeCount > 0 ? freeSegments[--freeCount] : segmentCount++;
        segments[segment] = new byte[length];
        heldBytes += length;
        return segment;
    }
}
