package dev.sluice.vector;

import java.util.Arrays;

/// The keys of slots, sixteen bytes a slot: a short key itself, so that it is compared where it lies, or where a longer
/// one is. Storage grows by segments, so growing never copies much.
///
/// ```text
/// short key    its bytes, at most 15, then zeros                             | length
/// longer one   address in the arena, 8 bytes | length, 4 bytes               | LONG
/// no key       the next slot without key, 8 bytes                            | NONE
/// ```
final class SlotKeys {

    private static final int SHIFT = 12;
    private static final int MASK = (1 << SHIFT) - 1;
    private static final int SLOT_BYTES = 16;
    /// Where a slot's last byte lies, which says what is in it.
    private static final int KIND = SLOT_BYTES - 1;
    private static final int SHORT_BYTES = KIND;
    private static final int LONG = 0x40;
    private static final int NONE = 0x41;
    private static final int FIRST_SLOTS = 4;

    private byte[][] segments = {new byte[FIRST_SLOTS * SLOT_BYTES]};
    private int capacity = FIRST_SLOTS;
    private final KeyArena arena = new KeyArena();

    SlotKeys() {}

    long memoryBytes() {
        return (long) SLOT_BYTES * capacity + arena.memoryBytes();
    }

    /// Makes room for the slots `0 .. count-1`.
    void ensure(int count) {
        while (capacity < count) grow();
    }

    void put(int slot, byte[] bytes, int offset, int length) {
        byte[] segment = segments[slot >> SHIFT];
        int at = (slot & MASK) * SLOT_BYTES;
        if (length <= SHORT_BYTES) {
            ByteWords.set(segment, at, ByteWords.first(bytes, offset, length));
            ByteWords.set(segment, at + Long.BYTES, second(bytes, offset, length));
        } else {
            ByteWords.set(segment, at, arena.store(bytes, offset, length));
            ByteWords.set(segment, at + Long.BYTES, (long) LONG << 56 | length);
        }
    }

    /// Takes the slot's key out.
    ///
    /// @param next what the slot remembers in its place
    void free(int slot, long next) {
        byte[] segment = segments[slot >> SHIFT];
        int at = (slot & MASK) * SLOT_BYTES;
        if (segment[at + KIND] == LONG) arena.free(ByteWords.at(segment, at), length(slot));
        ByteWords.set(segment, at, next);
        ByteWords.set(segment, at + Long.BYTES, (long) NONE << 56);
    }

    /// What a slot without key remembers.
    long next(int slot) {
        return ByteWords.at(segments[slot >> SHIFT], (slot & MASK) * SLOT_BYTES);
    }

    boolean isFree(int slot) {
        return segments[slot >> SHIFT][(slot & MASK) * SLOT_BYTES + KIND] == NONE;
    }

    /// Whether this is the slot's key.
    boolean equals(int slot, byte[] bytes, int offset, int length) {
        byte[] segment = segments[slot >> SHIFT];
        int at = (slot & MASK) * SLOT_BYTES;
        if (length <= SHORT_BYTES) {
            return ByteWords.at(segment, at) == ByteWords.first(bytes, offset, length)
                    && ByteWords.at(segment, at + Long.BYTES) == second(bytes, offset, length);
        }
        if (ByteWords.at(segment, at + Long.BYTES) != ((long) LONG << 56 | length)) return false;
        long address = ByteWords.at(segment, at);
        int from = KeyArena.offset(address);
        return Arrays.equals(arena.bytes(address), from, from + length, bytes, offset, offset + length);
    }

    byte[] bytes(int slot) {
        byte[] segment = segments[slot >> SHIFT];
        int at = (slot & MASK) * SLOT_BYTES;
        return segment[at + KIND] == LONG ? arena.bytes(ByteWords.at(segment, at)) : segment;
    }

    int offset(int slot) {
        byte[] segment = segments[slot >> SHIFT];
        int at = (slot & MASK) * SLOT_BYTES;
        return segment[at + KIND] == LONG ? KeyArena.offset(ByteWords.at(segment, at)) : at;
    }

    int length(int slot) {
        byte[] segment = segments[slot >> SHIFT];
        int at = (slot & MASK) * SLOT_BYTES;
        int kind = segment[at + KIND];
        return kind == LONG ? (int) ByteWords.at(segment, at + Long.BYTES) : kind;
    }

    /// Lets the arena close up what keys that went have left in it, a little at a time.
    ///
    /// @param slots how many there are
    void closeUp(int slots) {
        arena.closeUp(this, slots);
    }

    /// Where the slot's key is in the arena, or -1 if it is not there.
    long address(int slot) {
        byte[] segment = segments[slot >> SHIFT];
        int at = (slot & MASK) * SLOT_BYTES;
        return segment[at + KIND] == LONG ? ByteWords.at(segment, at) : -1;
    }

    void setAddress(int slot, long address) {
        ByteWords.set(segments[slot >> SHIFT], (slot & MASK) * SLOT_BYTES, address);
    }

    private static long second(byte[] bytes, int offset, int length) {
        long word = length <= Long.BYTES ? 0 : ByteWords.first(bytes, offset + Long.BYTES, length - Long.BYTES);
        return word | (long) length << 56;
    }

    private void grow() {
        if (capacity <= MASK) {
            capacity *= 2;
            segments[0] = Arrays.copyOf(segments[0], capacity * SLOT_BYTES);
            return;
        }
        int next = capacity >> SHIFT;
        if (next == segments.length) segments = Arrays.copyOf(segments, next * 2);
        segments[next] = new byte[SLOT_BYTES << SHIFT];
        capacity += 1 << SHIFT;
    }
}
