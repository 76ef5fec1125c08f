package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Candidate;
import dev.sluice.function.AggregateFunction.Collecting;
import dev.sluice.function.Columns;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Physical;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.Optional;

/// `try_sum(a)`: as `sum`, but NULL where the sum is too large. The state are the sum's lower and upper 64 bits, so
/// that what is too large on the way does no harm: it depends on the order of the rows, which nobody may see.
public final class TrySum implements Accumulator {

    private static final List<DataType> LONG_STATE = List.of(Atomic.LONG, Atomic.LONG);

    public static final AggregateFunction FUNCTION = AggregateFunction.named("try_sum")
            .summary("Adds up numbers or intervals as sum does, and gives NULL where that is too large.")
            .example("SELECT try_sum(a) FROM VALUES (5), (10), (NULL) AS t(a)", 15)
            .example("SELECT try_sum(a) FROM VALUES (9223372036854775807L), (1L) AS t(a)", null)
            .overload("(DOUBLE) -> DOUBLE", _ -> new Collecting(List.of(Atomic.DOUBLE), new DoubleSum()))
            .overload("(BIGINT) -> BIGINT", _ -> new Collecting(LONG_STATE, new TrySum(Atomic.LONG)))
            .binding("(DECIMAL) -> DECIMAL", TrySum::ofDecimals)
            .binding("(interval) -> interval", TrySum::ofIntervals)
            .build();

    /// Shifting by so much leaves the sign.
    private static final int SIGN = Long.SIZE - 1;

    private final DataType type;

    /// @param type of the sum: BIGINT or an interval
    private TrySum(DataType type) {
        this.type = type;
    }

    private static Optional<Candidate> ofIntervals(List<DataType> types) {
        if (types.size() != 1 || !(types.getFirst() instanceof DataType.Interval type)) return Optional.empty();
        return Optional.of(new Candidate(types, type, true, LONG_STATE, false, 0, new TrySum(type)));
    }

    private static Optional<Candidate> ofDecimals(List<DataType> types) {
        if (types.size() != 1 || !(types.getFirst() instanceof DataType.Decimal summand)) return Optional.empty();
        DataType.Decimal type = DecimalSum.typeFor(summand);
        return Optional.of(new Candidate(types, type, true, TryDecimalSum.STATE, false, 0, new TryDecimalSum(type)));
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        Vector plain = Inputs.plain(arguments[0]);
        if (type.physical() == Physical.INT) {
            addMonths(state, slots, plain, rows);
            return;
        }
        long[] values = Columns.longs(plain);
        int mask = Columns.mask(plain);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (plain.isNull(row)) continue;
            long value = values[row & mask];
            add(state, slots[i], value, value >> SIGN);
        }
    }

    private static void addMonths(MutableVector[] state, int[] slots, Vector plain, Selection rows) {
        int[] values = Columns.ints(plain);
        int mask = Columns.mask(plain);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (!plain.isNull(row)) add(state, slots[i], values[row & mask], (long) values[row & mask] >> SIGN);
        }
    }

    private static void add(MutableVector[] state, int slot, long lower, long upper) {
        var lowers = (MutableVector.Longs) state[0];
        long before = lowers.get(slot);
        long after = before + lower;
        lowers.set(slot, after);
        ((MutableVector.Longs) state[1]).add(slot, upper + (Long.compareUnsigned(after, before) < 0 ? 1 : 0));
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        Vector lower = Inputs.plain(partial[0]);
        Vector upper = Inputs.plain(partial[1]);
        long[] lowers = Columns.longs(lower);
        long[] uppers = Columns.longs(upper);
        int lowerMask = Columns.mask(lower);
        int upperMask = Columns.mask(upper);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (!lower.isNull(row)) add(state, slots[i], lowers[row & lowerMask], uppers[row & upperMask]);
        }
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        var lowers = (MutableVector.Longs) state[0];
        var uppers = (MutableVector.Longs) state[1];
        boolean months = type.physical() == Physical.INT;
        VectorBuilder out = VectorBuilder.of(type, count);
        for (int i = 0; i < count; i++) {
            long lower = lowers.get(slots[i]);
            boolean none = lowers.isNull(slots[i]) || uppers.get(slots[i]) != lower >> SIGN;
            if (none || months && lower != (int) lower) {
                out.appendNull();
            } else if (months) {
                out.appendValue((int) lower);
            } else {
                out.appendValue(lower);
            }
        }
        return out.build();
    }
}
