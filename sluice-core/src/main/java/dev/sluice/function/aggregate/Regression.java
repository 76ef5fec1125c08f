package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Collecting;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.Collections;

/// The line that is nearest to points `(x, y)`, and what it is made of. The state is that of [JointSpread], the first
/// column being y. Rows with a null are left out.
record Regression(Measure measure) implements Accumulator {

    private static final JointSpread SPREAD = new JointSpread(JointSpread.Measure.CORRELATION);

    enum Measure {
        MEAN_OF_X,
        MEAN_OF_Y,
        SQUARES_OF_X,
        SQUARES_OF_Y,
        PRODUCTS,
        SLOPE,
        INTERCEPT,
        FIT
    }

    static AggregateFunction function(String name, Measure measure, String summary, String value) {
        return AggregateFunction.named(name)
                .summary(summary + " Rows in which one of both is NULL are left out.")
                .example("SELECT " + name + "(y, x) FROM VALUES (1, 2), (2, 4), (NULL, 7) AS t(y, x)", value)
                .example("SELECT " + name + "(y, x) FROM VALUES (1, CAST(NULL AS INT)) AS t(y, x)", null)
                .overload(
                        "(DOUBLE, DOUBLE) -> DOUBLE",
                        _ -> new Collecting(Collections.nCopies(6, Atomic.DOUBLE), new Regression(measure)))
                .build();
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        SPREAD.add(state, slots, arguments, rows);
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        SPREAD.merge(state, slots, partial, rows);
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        var out = new VectorBuilder.Doubles(count);
        for (int i = 0; i < count; i++) {
            double[] s = JointSpread.of(state, slots[i]);
            boolean isLine = measure == Measure.SLOPE || measure == Measure.INTERCEPT || measure == Measure.FIT;
            if (s[0] == 0 || isLine && s[5] == 0) {
                out.appendNull();
            } else {
                out.append(of(s));
            }
        }
        return out.build();
    }

    private double of(double[] s) {
        return switch (measure) {
            case MEAN_OF_X -> s[2];
            case MEAN_OF_Y -> s[1];
            case SQUARES_OF_X -> s[5];
            case SQUARES_OF_Y -> s[4];
            case PRODUCTS -> s[3];
            case SLOPE -> s[3] / s[5];
            case INTERCEPT -> s[1] - s[3] / s[5] * s[2];
            case FIT -> {
                double correlation = s[3] / Math.sqrt(s[4] * s[5]);
                yield s[4] == 0 ? 1 : correlation * correlation;
            }
        };
    }
}
