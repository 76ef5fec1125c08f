package dev.sluice.execution.operator;

import dev.sluice.expression.WindowFrame.Bound;
import dev.sluice.vector.ValueOrder;
import dev.sluice.vector.Vector;

/// Rows of whole partitions in order: where each row's partition, and the rows equal to it in the order, begin and end.
/// Ends are the row behind.
record WindowRows(int count, int[] partitionStart, int[] partitionEnd, int[] peerStart, int[] peerEnd) {

    static WindowRows of(Vector[] partition, Vector[] order, int count) {
        int[] partitionStart = new int[count];
        int[] peerStart = new int[count];
        for (int row = 1; row < count; row++) {
            boolean goesOn = same(partition, row - 1, row);
            partitionStart[row] = goesOn ? partitionStart[row - 1] : row;
            peerStart[row] = goesOn && same(order, row - 1, row) ? peerStart[row - 1] : row;
        }
        return new WindowRows(count, partitionStart, ends(partitionStart), peerStart, ends(peerStart));
    }

    private static boolean same(Vector[] values, int a, int b) {
        for (Vector column : values) {
            if (ValueOrder.compareNullable(column, a, column, b) != 0) return false;
        }
        return true;
    }

    private static int[] ends(int[] starts) {
        int[] ends = new int[starts.length];
        int end = starts.length;
        for (int row = starts.length - 1; row >= 0; row--) {
            ends[row] = end;
            if (starts[row] == row) end = row;
        }
        return ends;
    }

    /// The first row of each row's frame.
    ///
    /// @param limit of a bound of values: the key and the limit
    int[] lower(Bound bound, Vector[] limit) {
        return switch (bound) {
            case Bound.Unbounded _ -> partitionStart;
            case Bound.Peers _ -> peerStart;
            case Bound.Rows(int distance) -> moved(distance);
            case Bound.Values values -> reached(values, limit, 0);
        };
    }

    /// The row behind the last row of each row's frame; an empty frame ends where it begins.
    int[] upper(Bound bound, Vector[] limit, int[] lower) {
        int[] upper = switch (bound) {
            case Bound.Unbounded _ -> partitionEnd;
            case Bound.Peers _ -> peerEnd;
            case Bound.Rows(int distance) -> moved(distance + 1L);
            case Bound.Values values -> reached(values, limit, 1);
        };
        if (lower == partitionStart) return upper;
        int[] ends = new int[count];
        for (int row = 0; row < count; row++) ends[row] = Math.max(lower[row], upper[row]);
        return ends;
    }

    private int[] moved(long distance) {
        int[] moved = new int[count];
        for (int row = 0; row < count; row++) {
            moved[row] = Math.clamp(row + distance, partitionStart[row], partitionEnd[row]);
        }
        return moved;
    }

    /// The first row whose key is at least (`beyond` 0), or more than (1), the limit of each row. Limits grow with the
    /// order, so one walk over a partition finds all.
    private int[] reached(Bound.Values values, Vector[] limit, int beyond) {
        int[] reached = new int[count];
        int at = 0;
        for (int row = 0; row < count; row++) {
            if (partitionStart[row] == row) at = row;
            if (limit[1].isNull(row) && !limit[0].isNull(row)) {
                // No value is so large, or so small.
                reached[row] = values.onwards() ? partitionEnd[row] : at;
                continue;
            }
            while (at < partitionEnd[row] && compare(values, limit[0], at, limit[1], row) < beyond) at++;
            reached[row] = at;
        }
        return reached;
    }

    private static int compare(Bound.Values values, Vector keys, int key, Vector limits, int limit) {
        boolean left = keys.isNull(key);
        boolean right = limits.isNull(limit);
        if (left || right) return Boolean.compare(right, left) * (values.nullsFirst() ? 1 : -1);
        int order = ValueOrder.compare(keys, key, limits, limit);
        return values.ascending() ? Integer.signum(order) : -Integer.signum(order);
    }
}
