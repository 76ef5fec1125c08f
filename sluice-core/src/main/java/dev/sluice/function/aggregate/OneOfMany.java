package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction.Collecting;
import dev.sluice.function.Signature;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.List;

/// Keeps the first or the last value of each group. The state is the value, and whether there was one.
record OneOfMany(boolean first) implements Accumulator {

    static Collecting collecting(Signature.Match match, boolean first) {
        return new Collecting(List.of(match.result(), Atomic.BOOLEAN), new OneOfMany(first));
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            boolean skipsNulls = arguments.length > 1 && isTrue(arguments[1], row);
            if (!(skipsNulls && arguments[0].isNull(row))) take(state, slots[i], arguments[0], row);
        }
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (!partial[1].isNull(rows.row(i))) take(state, slots[i], partial[0], rows.row(i));
        }
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        return state[0].gather(slots, count);
    }

    private void take(MutableVector[] state, int slot, Vector from, int row) {
        var seen = (MutableVector.Longs) state[1];
        if (first && !seen.isNull(slot)) return;
        state[0].set(slot, from, row);
        seen.set(slot, 1);
    }

    private static boolean isTrue(Vector condition, int row) {
        return Boolean.TRUE.equals(dev.sluice.vector.Values.get(condition, row, Atomic.BOOLEAN));
    }
}
