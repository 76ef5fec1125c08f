package dev.sluice.function.lambda;

import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;

/// Walks through lists item by item, of all rows at once: the first items of all, then the second ones, until no row
/// has one left.
final class Steps {

    private final ArrayVector lists;
    private int[] rows;
    private int count;
    private int position;

    /// @param rows those to walk through; those that are null are left out
    Steps(ArrayVector lists, Selection rows) {
        this.lists = lists;
        this.rows = new int[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            if (!lists.isNull(rows.row(i))) this.rows[count++] = rows.row(i);
        }
    }

    /// The rows of this step; of the array, the first [#count].
    int[] rows() {
        return rows;
    }

    int count() {
        return count;
    }

    /// Whether the i-th row of this step has an item at the step's position.
    boolean hasItem(int i) {
        return lists.lengths()[rows[i]] > position;
    }

    /// The items of the rows of this step; all must have one.
    Vector items() {
        int[] places = new int[count];
        for (int i = 0; i < count; i++) places[i] = lists.offsets()[rows[i]] + position;
        return Vectors.gather(lists.elements(), places, count);
    }

    /// Goes on with some of the rows, given by their places among those of this step, at the same item.
    void keep(int[] places, int kept) {
        int[] remaining = new int[kept];
        for (int i = 0; i < kept; i++) remaining[i] = rows[places[i]];
        rows = remaining;
        count = kept;
    }

    void next() {
        position++;
    }
}
