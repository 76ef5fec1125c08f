package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Collecting;
import dev.sluice.function.Columns;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.List;

/// `count_if(condition)`: rows for which the condition is true.
public final class CountIf implements Accumulator {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("count_if")
            .summary("Counts the rows for which a condition is true.")
            .example("SELECT count_if(a > 1) FROM VALUES (1), (2), (NULL) AS t(a)", 1)
            .example("SELECT count_if(a) FROM VALUES (CAST(NULL AS BOOLEAN)) AS t(a)", 0)
            .neverNull()
            .overload("(BOOLEAN) -> BIGINT", _ -> new Collecting(List.of(Atomic.LONG), new CountIf()))
            .build();

    private CountIf() {}

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        var counts = (MutableVector.Longs) state[0];
        Vector condition = Inputs.plain(arguments[0]);
        boolean[] truths = Columns.booleans(condition);
        int mask = Columns.mask(condition);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            counts.add(slots[i], truths[row & mask] && !condition.isNull(row) ? 1 : 0);
        }
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        Count.addCounts((MutableVector.Longs) state[0], slots, partial[0], rows);
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        return Count.counts((MutableVector.Longs) state[0], slots, count);
    }
}
