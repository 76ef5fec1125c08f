package dev.sluice.vector;

import java.util.Arrays;

/// The bytes of keys, each at an address; they lie in segments that never move.
///
/// ```text
/// address    segment, 32 bits | offset, 32 bits
/// ```
///
/// Once most bytes are dead, the living are copied to fresh segments, a few at a time with each key that comes or goes;
/// [SlotKeys], which keeps the addresses, is asked for them slot by slot.
final class KeyArena {

    private static final int SEGMENT_BYTES = 1 << 18;
    private static final int FIRST_BYTES = 1 << 10;
    /// A longer key has a segment of its own.
    private static final int LONG_BYTES = SEGMENT_BYTES / 4;
    private static final int SLOTS_AT_ONCE = 8;
    private static final byte[] NONE = new byte[0];

    private byte[][] segments = new byte[0][];
    private boolean[] isOld = new boolean[0];
    private int segmentCount;
    private int[] freeSegments = new int[0];
    private int freeCount;
    private int last = -1;
    private int usedInLast;
    private long heldBytes;
    private long deadBytes;
    private int closingAt = -1;

    KeyArena() {}

    byte[] bytes(long address) {
        return segments[segment(address)];
    }

    static int offset(long address) {
        return (int) address;
    }

    private static int segment(long address) {
        return (int) (address >>> 32);
    }

    long memoryBytes() {
        return heldBytes;
    }

    long store(byte[] bytes, int offset, int length) {
        if (length > LONG_BYTES) {
            int own = newSegment(length);
            System.arraycopy(bytes, offset, segments[own], 0, length);
            return (long) own << 32;
        }
        if (last < 0 || usedInLast + length > segments[last].length) {
            last = newSegment(heldBytes == 0 && length < FIRST_BYTES ? FIRST_BYTES : SEGMENT_BYTES);
            usedInLast = 0;
        }
        long address = (long) last << 32 | usedInLast;
        System.arraycopy(bytes, offset, segments[last], usedInLast, length);
        usedInLast += length;
        return address;
    }

    /// Says that a key is gone.
    void free(long address, int length) {
        if (!isOld[segment(address)]) deadBytes += length;
    }

    /// Moves what is at some slots, if it is time for that.
    ///
    void closeUp(SlotKeys keys, int slots) {
        if (closingAt < 0) {
            if (deadBytes <= SEGMENT_BYTES || deadBytes <= heldBytes / 2) return;
            begin();
        }
        int end = Math.min(slots, closingAt + SLOTS_AT_ONCE);
        for (int slot = closingAt; slot < end; slot++) {
            long address = keys.address(slot);
            if (address < 0 || !isOld[segment(address)]) continue;
            keys.setAddress(slot, store(bytes(address), offset(address), keys.length(slot)));
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
            if (freeCount == freeSegments.length) freeSegments = Arrays.copyOf(freeSegments, more(freeCount));
            freeSegments[freeCount++] = i;
        }
    }

    private int newSegment(int length) {
        if (freeCount == 0 && segmentCount == segments.length) {
            segments = Arrays.copyOf(segments, more(segmentCount));
            isOld = Arrays.copyOf(isOld, segments.length);
        }
        int segment = freeCount > 0 ? freeSegments[--freeCount] : segmentCount++;
        segments[segment] = new byte[length];
        heldBytes += length;
        return segment;
    }

    /// Nothing at first: many small tables have short keys only.
    private static int more(int count) {
        return Math.max(4, count * 2);
    }
}
