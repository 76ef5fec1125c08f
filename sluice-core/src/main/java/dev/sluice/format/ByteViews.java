package dev.sluice.format;

import dev.sluice.vector.BytesVector;
import java.util.Arrays;

/// Makes a column of byte strings that mostly are parts of one block: nothing is copied until a value is not.
///
/// ```text
/// block    {"word":"to","n":1}⏎{"word":"b\/e"}⏎
///                   ╰┬╯
/// own                                  "b/e"          only what had to be rewritten
/// ```
final class ByteViews {

    private int[] offsets = new int[64];
    private int[] lengths = new int[64];
    private int size;
    private final NullRows nulls = new NullRows();

    private byte[] own = new byte[0];
    private int ownSize;

    int size() {
        return size;
    }

    /// Appends a part of the block.
    void view(int from, int to) {
        add(from, to - from);
    }

    /// Appends a copy.
    void copy(byte[] bytes, int from, int to) {
        int length = to - from;
        if (ownSize + length > own.length) {
            own = Arrays.copyOf(own, Math.max(Math.addExact(ownSize, length), Math.max(256, own.length * 2)));
        }
        System.arraycopy(bytes, from, own, ownSize, length);
        // Negative until the column is built: a place in what is our own.
        add(~ownSize, length);
        ownSize += length;
    }

    void appendNull() {
        nulls.add(size);
        add(0, 0);
    }

    /// The column, then starts anew.
    BytesVector build(byte[] block) {
        byte[] bytes = block;
        if (ownSize > 0) {
            bytes = new byte[Arrays.stream(lengths, 0, size).sum()];
            int used = 0;
            for (int i = 0; i < size; i++) {
                boolean isOwn = offsets[i] < 0;
                System.arraycopy(isOwn ? own : block, isOwn ? ~offsets[i] : offsets[i], bytes, used, lengths[i]);
                offsets[i] = used;
                used += lengths[i];
            }
        } else {
            // An empty string of our own has no bytes to point at.
            for (int i = 0; i < size; i++) offsets[i] = Math.max(0, offsets[i]);
        }
        var built = new BytesVector(bytes, offsets, lengths, nulls.take(size), size);
        offsets = new int[Math.max(64, size)];
        lengths = new int[Math.max(64, size)];
        size = 0;
        ownSize = 0;
        return built;
    }

    private void add(int offset, int length) {
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, size * 2);
            lengths = Arrays.copyOf(lengths, size * 2);
        }
        offsets[size] = offset;
        lengths[size++] = length;
    }
}
