package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Collecting;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.List;

/// `regr_count(y, x)`: how many rows have both.
public final class RegressionCount implements Accumulator {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("regr_count")
            .summary("Counts the rows in which neither of both is NULL.")
            .example("SELECT regr_count(y, x) FROM VALUES (1, 2), (2, 4), (NULL, 7) AS t(y, x)", 2)
            .example("SELECT regr_count(y, x) FROM VALUES (1, CAST(NULL AS INT)) AS t(y, x)", 0)
            .neverNull()
            .overload("(DOUBLE, DOUBLE) -> BIGINT", _ -> new Collecting(List.of(Atomic.LONG), new RegressionCount()))
            .build();

    private RegressionCount() {}

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        var counts = (MutableVector.Longs) state[0];
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (!arguments[0].isNull(row) && !arguments[1].isNull(row)) counts.add(slots[i], 1);
        }
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        Count.addCounts((MutableVector.Longs) state[0], slots, partial[0], rows);
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        var out = new VectorBuilder.Longs(count);
        for (int i = 0; i < count; i++) out.append(((MutableVector.Longs) state[0]).get(slots[i]));
        return out.build();
    }
}
