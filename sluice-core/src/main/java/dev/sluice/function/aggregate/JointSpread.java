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

/// How two columns of numbers vary together. State: of each group the count, both means, the sum of the products of the
/// distances from them, and both sums of squared distances. Rows with a null are left out.
record JointSpread(Measure measure) implements Accumulator {

    enum Measure {
        POPULATION_COVARIANCE,
        SAMPLE_COVARIANCE,
        CORRELATION
    }

    static Collecting of(Measure measure) {
        return new Collecting(Collections.nCopies(6, Atomic.DOUBLE), new JointSpread(measure));
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        Vector left = Inputs.plain(arguments[0]);
        Vector right = Inputs.plain(arguments[1]);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (left.isNull(row) || right.isNull(row)) continue;
            addPair(state, slots[i], number(left, row), number(right, row));
        }
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (partial[0].isNull(row)) continue;
            double[] part = new double[partial.length];
            for (int c = 0; c < part.length; c++) part[c] = number(partial[c], row);
            addTo(state, slots[i], part);
        }
    }

    private static double number(Vector vector, int row) {
        Vector plain = Inputs.plain(vector);
        return Columns.doubles(plain)[row & Columns.mask(plain)];
    }

    /// What [#addTo] would do for a part of one pair, with less rounding.
    private static void addPair(MutableVector[] state, int slot, double x, double y) {
        double[] known = of(state, slot);
        double total = known[0] + 1;
        double farX = x - known[1];
        double farY = y - known[2];
        double meanX = known[1] + farX / total;
        double meanY = known[2] + farY / total;
        set(state, 0, slot, total);
        set(state, 1, slot, meanX);
        set(state, 2, slot, meanY);
        set(state, 3, slot, known[3] + farX * (y - meanY));
        set(state, 4, slot, known[4] + farX * (x - meanX));
        set(state, 5, slot, known[5] + farY * (y - meanY));
    }

    private static void addTo(MutableVector[] state, int slot, double[] part) {
        double[] known = of(state, slot);
        double total = known[0] + part[0];
        double x = part[1] - known[1];
        double y = part[2] - known[2];
        double both = known[0] * part[0];
        set(state, 0, slot, total);
        set(state, 1, slot, known[1] + x / total * part[0]);
        set(state, 2, slot, known[2] + y / total * part[0]);
        set(state, 3, slot, known[3] + part[3] + x * (y / total) * both);
        set(state, 4, slot, known[4] + part[4] + x * (x / total) * both);
        set(state, 5, slot, known[5] + part[5] + y * (y / total) * both);
    }

    static double[] of(MutableVector[] state, int slot) {
        double[] values = new double[state.length];
        for (int c = 0; c < values.length; c++) values[c] = ((MutableVector.Doubles) state[c]).get(slot);
        return values;
    }

    private static void set(MutableVector[] state, int column, int slot, double value) {
        ((MutableVector.Doubles) state[column]).set(slot, value);
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        var out = new VectorBuilder.Doubles(count);
        for (int i = 0; i < count; i++) {
            double[] values = of(state, slots[i]);
            double least = measure == Measure.POPULATION_COVARIANCE ? 1 : 2;
            if (values[0] < least) {
                out.appendNull();
            } else {
                out.append(
                        switch (measure) {
                            case POPULATION_COVARIANCE -> values[3] / values[0];
                            case SAMPLE_COVARIANCE -> values[3] / (values[0] - 1);
                            case CORRELATION -> values[3] / Math.sqrt(values[4] * values[5]);
                        });
            }
        }
        return out.build();
    }
}
