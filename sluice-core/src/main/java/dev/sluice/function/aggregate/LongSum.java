package dev.sluice.function.aggregate;

import dev.sluice.error.SluiceException;
import dev.sluice.function.Accumulator;
import dev.sluice.function.Columns;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.function.Supplier;

/// Adds up whole numbers, and throws where the sum is too large.
///
/// @param bits how many the sum has: 32 or 64
record LongSum(int bits, Supplier<SluiceException> overflow) implements Accumulator {

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        Vector argument = Inputs.plain(arguments[0]);
        if (Columns.flat(argument) instanceof IntVector) {
            addInts((MutableVector.Longs) state[0], slots, argument, rows);
        } else {
            addLongs((MutableVector.Longs) state[0], slots, argument, rows);
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

    private void addInts(MutableVector.Longs sums, int[] slots, Vector argument, Selection rows) {
        int[] values = Columns.ints(argument);
        int mask = Columns.mask(argument);
        boolean[] nulls = Inputs.nulls(argument);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (nulls == null || !nulls[row]) add(sums, slots[i], values[row & mask]);
        }
    }

    private void addLongs(MutableVector.Longs sums, int[] slots, Vector argument, Selection rows) {
        long[] values = Columns.longs(argument);
        int mask = Columns.mask(argument);
        boolean[] nulls = Inputs.nulls(argument);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (nulls == null || !nulls[row]) add(sums, slots[i], values[row & mask]);
        }
    }

    private void add(MutableVector.Longs sums, int slot, long value) {
        long before = sums.get(slot);
        long sum = before + value;
        if (((before ^ sum) & (value ^ sum)) < 0 || bits == Integer.SIZE && sum != (int) sum) throw overflow.get();
        sums.set(slot, sum);
    }
}
