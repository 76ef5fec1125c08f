package dev.sluice.execution.operator;

import dev.sluice.vector.Vector;

/// The rows whose value is not null, for functions that ignore nulls.
///
/// @param rows in order
/// @param before how many there are before each row, and before the end
record PresentRows(int[] rows, int[] before) {

    static PresentRows of(Vector values, int count) {
        int[] rows = new int[count];
        int[] before = new int[count + 1];
        for (int row = 0; row < count; row++) {
            boolean present = !values.isNull(row);
            if (present) rows[before[row]] = row;
            before[row + 1] = before[row] + (present ? 1 : 0);
        }
        return new PresentRows(rows, before);
    }

    /// The present row so many present ones behind each row, or before it; -1 where its partition has none.
    int[] neighbours(WindowRows places, int distance) {
        int[] found = new int[places.count()];
        for (int row = 0; row < found.length; row++) {
            if (distance == 0) {
                found[row] = row;
                continue;
            }
            long place = distance > 0 ? before[row + 1] + distance - 1L : before[row] + (long) distance;
            boolean there = place >= before[places.partitionStart()[row]] && place < before[places.partitionEnd()[row]];
            found[row] = there ? rows[(int) place] : -1;
        }
        return found;
    }

    /// The frame's present row of this number, from 1; -1 where it has fewer.
    int[] nth(int[] lower, int[] upper, int number, boolean fromEnd) {
        int[] found = new int[lower.length];
        for (int row = 0; row < found.length; row++) {
            int first = before[lower[row]];
            int end = before[upper[row]];
            boolean there = number <= end - first;
            found[row] = !there ? -1 : rows[fromEnd ? end - number : first + number - 1];
        }
        return found;
    }
}
