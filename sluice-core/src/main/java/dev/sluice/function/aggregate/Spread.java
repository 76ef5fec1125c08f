package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction.Collecting;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.DoubleVector;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.util.List;

/// Variance and standard deviation. The state is the count, the mean and the sum of squared distances from it.
///
/// Source: Chan, Golub, LeVeque, "Algorithms for Computing the Sample Variance" (1983).
record Spread(boolean ofSample, boolean root) implements Accumulator {

    static Collecting collecting(boolean ofSample, boolean root) {
        return new Collecting(List.of(Atomic.LONG, Atomic.DOUBLE, Atomic.DOUBLE), new Spread(ofSample, root));
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        var values = (DoubleVector) Vectors.flatten(arguments[0]);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (!values.isNull(row)) join(state, slots[i], 1, values.values()[row], 0);
        }
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        var counts = (LongVector) Vectors.flatten(partial[0]);
        var means = (DoubleVector) Vectors.flatten(partial[1]);
        var squares = (DoubleVector) Vectors.flatten(partial[2]);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (!counts.isNull(row))
                join(state, slots[i], counts.values()[row], means.values()[row], squares.values()[row]);
        }
    }

    private static void join(MutableVector[] state, int slot, long count, double mean, double square) {
        var counts = (MutableVector.Longs) state[0];
        var means = (MutableVector.Doubles) state[1];
        var squares = (MutableVector.Doubles) state[2];
        long known = counts.get(slot);
        long all = known + count;
        double delta = mean - means.get(slot);
        means.set(slot, means.get(slot) + delta * count / all);
        squares.set(slot, squares.get(slot) + square + delta * delta * known * count / all);
        counts.set(slot, all);
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        var out = new VectorBuilder.Doubles(count);
        for (int i = 0; i < count; i++) {
            long divisor = ((MutableVector.Longs) state[0]).get(slots[i]) - (ofSample ? 1 : 0);
            if (divisor <= 0) {
                out.appendNull();
            } else {
                double variance = ((MutableVector.Doubles) state[2]).get(slots[i]) / divisor;
                out.append(root ? Math.sqrt(variance) : variance);
            }
        }
        return out.build();
    }
}
