package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Candidate;
import dev.sluice.function.AggregateFunction.Collecting;
import dev.sluice.function.Columns;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.Optional;

/// `try_sum(a)`: as `sum`, but NULL once the sum is too large. The state is the sum, and whether it ever was.
public final class TrySum implements Accumulator {

    private static final List<DataType> LONG_STATE = List.of(Atomic.LONG, Atomic.BOOLEAN);

    public static final AggregateFunction FUNCTION = AggregateFunction.named("try_sum")
            .summary("Adds up numbers as sum does, and gives NULL where that is too large.")
            .example("SELECT try_sum(a) FROM VALUES (5), (10), (NULL) AS t(a)", 15)
            .example("SELECT try_sum(a) FROM VALUES (9223372036854775807L), (1L) AS t(a)", null)
            .overload("(DOUBLE) -> DOUBLE", _ -> new Collecting(List.of(Atomic.DOUBLE), new DoubleSum()))
            .overload("(BIGINT) -> BIGINT", _ -> new Collecting(LONG_STATE, new TrySum()))
            .binding("(DECIMAL) -> DECIMAL", TrySum::ofDecimals)
            .build();

    private TrySum() {}

    private static Optional<Candidate> ofDecimals(List<DataType> types) {
        if (types.size() != 1 || !(types.getFirst() instanceof DataType.Decimal summand)) return Optional.empty();
        DataType.Decimal type = DecimalSum.typeFor(summand);
        return Optional.of(
                new Candidate(types, type, true, List.of(type, Atomic.BOOLEAN), false, 0, new TryDecimalSum(type)));
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        Vector plain = Inputs.plain(arguments[0]);
        long[] values = Columns.longs(plain);
        int mask = Columns.mask(plain);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (!plain.isNull(row)) addTo(state, slots[i], values[row & mask]);
        }
    }

    private static void addTo(MutableVector[] state, int slot, long value) {
        var sums = (MutableVector.Longs) state[0];
        long before = sums.get(slot);
        long sum = before + value;
        sums.set(slot, sum);
        if (((before ^ sum) & (value ^ sum)) < 0) ((MutableVector.Longs) state[1]).set(slot, 1);
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        add(state, slots, partial, rows);
        markOverflows(state[1], slots, partial[1], rows);
    }

    /// What was too large elsewhere is too large here.
    static void markOverflows(MutableVector overflowed, int[] slots, Vector partial, Selection rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (!partial.isNull(rows.row(i))) ((MutableVector.Longs) overflowed).set(slots[i], 1);
        }
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        var sums = (MutableVector.Longs) state[0];
        var out = new VectorBuilder.Longs(count);
        for (int i = 0; i < count; i++) {
            if (sums.isNull(slots[i]) || !state[1].isNull(slots[i])) {
                out.appendNull();
            } else {
                out.append(sums.get(slots[i]));
            }
        }
        return out.build();
    }
}
