package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction.Collecting;
import dev.sluice.function.Columns;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.Collections;

/// Skewness and kurtosis. The state is the count, the mean, and the sums of the second, third and fourth powers of the
/// distances from it.
///
/// Source: Meng, "Simpler Online Updates for Arbitrary-Order Central Moments" (2015).
record Moments(boolean fourth) implements Accumulator {

    static Collecting collecting(boolean fourth) {
        return new Collecting(Collections.nCopies(5, Atomic.DOUBLE), new Moments(fourth));
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        Vector plain = Inputs.plain(arguments[0]);
        double[] values = Columns.doubles(plain);
        int mask = Columns.mask(plain);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (!plain.isNull(row)) addTo(state, slots[i], values[row & mask]);
        }
    }

    private static void addTo(MutableVector[] state, int slot, double value) {
        double[] m = of(state, slot);
        double count = m[0] + 1;
        double delta = value - m[1];
        double part = delta / count;
        double delta2 = delta * delta;
        double part2 = part * part;
        double second = m[2] + delta * (delta - part);
        double third = m[3] - 3 * part * second + delta * (delta2 - part2);
        double fourth = m[4] - 4 * part * third - 6 * part2 * second + delta * (delta * delta2 - part * part2);
        set(state, slot, count, m[1] + part, second, third, fourth);
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        Vector[] plain = new Vector[partial.length];
        for (int c = 0; c < plain.length; c++) plain[c] = Inputs.plain(partial[c]);
        double[] other = new double[partial.length];
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (plain[0].isNull(row)) continue;
            for (int c = 0; c < other.length; c++) other[c] = Columns.doubles(plain[c])[row & Columns.mask(plain[c])];
            join(state, slots[i], other);
        }
    }

    private static void join(MutableVector[] state, int slot, double[] b) {
        double[] a = of(state, slot);
        double count = a[0] + b[0];
        double delta = b[1] - a[1];
        double part = count == 0 ? 0 : delta / count;
        double second = a[2] + b[2] + delta * part * a[0] * b[0];
        double third = a[3]
                + b[3]
                + part * part * delta * a[0] * b[0] * (a[0] - b[0])
                + 3 * part * (a[0] * b[2] - b[0] * a[2]);
        double fourth = a[4]
                + b[4]
                + part * part * part * delta * a[0] * b[0] * (a[0] * a[0] - a[0] * b[0] + b[0] * b[0])
                + 6 * part * part * (a[0] * a[0] * b[2] + b[0] * b[0] * a[2])
                + 4 * part * (a[0] * b[3] - b[0] * a[3]);
        set(state, slot, count, a[1] + part * b[0], second, third, fourth);
    }

    private static double[] of(MutableVector[] state, int slot) {
        double[] values = new double[state.length];
        for (int c = 0; c < values.length; c++) values[c] = ((MutableVector.Doubles) state[c]).get(slot);
        return values;
    }

    private static void set(MutableVector[] state, int slot, double... values) {
        for (int c = 0; c < values.length; c++) ((MutableVector.Doubles) state[c]).set(slot, values[c]);
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        var out = new VectorBuilder.Doubles(count);
        for (int i = 0; i < count; i++) {
            double[] m = of(state, slots[i]);
            if (m[0] == 0 || m[2] == 0) {
                out.appendNull();
            } else {
                out.append(
                        fourth
                                ? m[0] * m[4] / (m[2] * m[2]) - 3
                                : Math.sqrt(m[0]) * m[3] / Math.sqrt(m[2] * m[2] * m[2]));
            }
        }
        return out.build();
    }
}
