package dev.sluice.vector;

import java.util.Arrays;

/// Where the rows of a growing column begin in what lies beneath, and how much of it each one has.
final class Ranges {

    private int[] offsets;
    private int[] lengths;

    Ranges(int capacity) {
        offsets = new int[Math.max(1, capacity)];
        lengths = new int[Math.max(1, capacity)];
    }

    /// At least as long as there are rows.
    int[] offsets() {
        return offsets;
    }

    int[] lengths() {
        return lengths;
    }

    /// @param row the one behind the last that was set
    void set(int row, int offset, int length) {
        if (row == offsets.length) {
            offsets = Arrays.copyOf(offsets, VectorBuilder.grown(row, row));
            lengths = Arrays.copyOf(lengths, offsets.length);
        }
        offsets[row] = offset;
        lengths[row] = length;
    }
}
