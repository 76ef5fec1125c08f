package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.Columns;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;

/// Adds up DOUBLEs, in the order they come.
final class DoubleSum implements Accumulator {

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        addTo((MutableVector.Doubles) state[0], slots, Inputs.plain(arguments[0]), rows);
    }

    static void addTo(MutableVector.Doubles sums, int[] slots, Vector plain, Selection rows) {
        double[] values = Columns.doubles(plain);
        int mask = Columns.mask(plain);
        boolean[] nulls = Inputs.nulls(plain);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (nulls != null && nulls[row]) continue;
            sums.set(slots[i], sums.get(slots[i]) + values[row & mask]);
        }
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        add(state, slots, partial, rows);
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        return state[0].gather(slots, count);
    }
}
