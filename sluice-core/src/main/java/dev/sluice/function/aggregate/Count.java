package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Candidate;
import dev.sluice.function.Columns;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.List;
import java.util.Optional;

/// `count(*)`, `count(a)`, `count(a, b, …)`: rows, or rows in which no argument is null.
public final class Count implements Accumulator {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("count")
            .summary("Counts rows, or those in which none of the arguments is NULL.")
            .example("SELECT count(*) FROM VALUES (1), (NULL) AS t(a)", 2)
            .example("SELECT count(a) FROM VALUES (1), (NULL) AS t(a)", 1)
            .neverNull()
            .binding(
                    "(any...) -> BIGINT",
                    types -> Optional.of(
                            new Candidate(types, Atomic.LONG, false, List.of(Atomic.LONG), false, 0, new Count())))
            .build();

    Count() {}

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        var counts = (MutableVector.Longs) state[0];
        boolean nullable = false;
        for (Vector argument : arguments) nullable |= argument.mayHaveNulls();
        if (!nullable) {
            for (int i = 0; i < rows.size(); i++) counts.add(slots[i], 1);
        } else {
            for (int i = 0; i < rows.size(); i++) counts.add(slots[i], anyNull(arguments, rows.row(i)) ? 0 : 1);
        }
    }

    private static boolean anyNull(Vector[] arguments, int row) {
        for (Vector argument : arguments) {
            if (argument.isNull(row)) return true;
        }
        return false;
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        addCounts((MutableVector.Longs) state[0], slots, partial[0], rows);
    }

    static void addCounts(MutableVector.Longs counts, int[] slots, Vector partial, Selection rows) {
        Vector plain = Inputs.plain(partial);
        long[] values = Columns.longs(plain);
        int mask = Columns.mask(plain);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (!plain.isNull(row)) counts.add(slots[i], values[row & mask]);
        }
    }

    /// A slot that was never touched counted nothing, which is zero and not null.
    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        return counts((MutableVector.Longs) state[0], slots, count);
    }

    static Vector counts(MutableVector.Longs counts, int[] slots, int count) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) values[i] = counts.get(slots[i]);
        return new LongVector(values, null, count);
    }
}
