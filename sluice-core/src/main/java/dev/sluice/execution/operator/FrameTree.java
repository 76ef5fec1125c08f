package dev.sluice.execution.operator;

import dev.sluice.function.BoundAggregate;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.ArrayList;
import java.util.List;

/// An aggregate's state over rows, pairs of rows, pairs of pairs …: any range of rows is a few of these, so that n
/// frames of any width cost n·log n.
///
/// ```text
/// level 2   [0 1 2 3]   [4 5]         the rows 1 to 5 are [1] [2 3] [4 5]
/// level 1   [0 1] [2 3] [4 5]
/// level 0   [0][1][2][3][4][5]
/// ```
///
/// @param states of all nodes, level by level
/// @param levels where each level begins in them
record FrameTree(BoundAggregate function, Vector[] states, int[] levels) {

    static FrameTree of(BoundAggregate function, Vector[] arguments, Selection taken, WindowRows places) {
        int count = places.count();
        List<Vector[]> levels = new ArrayList<>();
        MutableVector[] rows = FrameAggregate.state(function, count);
        function.accumulator().add(rows, taken.toArray(), arguments, taken);
        levels.add(gathered(rows, count));
        for (int size = count; size > 1; size = (size + 1) / 2) {
            MutableVector[] pairs = FrameAggregate.state(function, (size + 1) / 2);
            int width = 1 << levels.size();
            int[] merged = new int[size];
            int[] slots = new int[size];
            int within = 0;
            for (int i = 0; i < size; i++) {
                int first = i / 2 * width;
                // No frame is of two partitions.
                if (first + (long) width > places.partitionEnd()[first]) continue;
                slots[within] = i / 2;
                merged[within++] = i;
            }
            function.accumulator().merge(pairs, slots, levels.getLast(), new Selection(merged, within));
            levels.add(gathered(pairs, (size + 1) / 2));
        }
        int[] begins = new int[levels.size()];
        for (int level = 1, size = count; level < begins.length; level++, size = (size + 1) / 2) {
            begins[level] = begins[level - 1] + size;
        }
        Vector[] states = new Vector[function.state().size()];
        for (int column = 0; column < states.length; column++) {
            int place = column;
            states[column] = Vectors.concat(
                    function.state().get(column),
                    levels.stream().map(level -> level[place]).toList());
        }
        return new FrameTree(function, states, begins);
    }

    private static Vector[] gathered(MutableVector[] state, int count) {
        int[] all = Selection.all(count).toArray();
        Vector[] gathered = new Vector[state.length];
        for (int i = 0; i < state.length; i++) gathered[i] = state[i].gather(all, count);
        return gathered;
    }

    Vector results(int[] lower, int[] upper) {
        var results = new FrameResults(function, states, function.accumulator()::merge);
        int[] right = new int[levels.length];
        for (int row = 0; row < lower.length; row++) {
            results.begin();
            take(results, lower[row], upper[row], right);
        }
        return results.build();
    }

    /// Takes the nodes that are the range, from left to right. Those at its right end are found from below, and kept
    /// for the end.
    private void take(FrameResults results, int from, int to, int[] right) {
        int kept = 0;
        int level = 0;
        while (from < to) {
            if ((from & 1) == 1) results.take(levels[level] + from++);
            if ((to & 1) == 1) right[kept++] = levels[level] + --to;
            from >>= 1;
            to >>= 1;
            level++;
        }
        while (kept > 0) results.take(right[--kept]);
    }
}
