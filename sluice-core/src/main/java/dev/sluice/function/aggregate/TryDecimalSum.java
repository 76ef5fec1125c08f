package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.Columns;
import dev.sluice.type.DataType;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Adds up decimals; once the sum has too many digits, it is none. The state is the sum, and whether it ever had.
///
/// @param type of the sum
record TryDecimalSum(DataType.Decimal type) implements Accumulator {

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        Vector plain = Inputs.plain(arguments[0]);
        @Nullable BigDecimal[] values = Columns.decimals(plain);
        int mask = Columns.mask(plain);
        for (int i = 0; i < rows.size(); i++) {
            BigDecimal value = values[rows.row(i) & mask];
            if (value != null && state[1].isNull(slots[i])) addTo(state, slots[i], value);
        }
    }

    private void addTo(MutableVector[] state, int slot, BigDecimal value) {
        var sums = (MutableVector.Objects) state[0];
        BigDecimal sum = sums.get(slot) instanceof BigDecimal before ? before.add(value) : value;
        if (sum.precision() > type.precision()) {
            ((MutableVector.Longs) state[1]).set(slot, 1);
        } else {
            sums.set(slot, sum);
        }
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        add(state, slots, partial, rows);
        TrySum.markOverflows(state[1], slots, partial[1], rows);
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        var out = new VectorBuilder.Decimals(count, type.scale());
        for (int i = 0; i < count; i++) {
            boolean overflowed = !state[1].isNull(slots[i]);
            out.appendValue(overflowed ? null : ((MutableVector.Objects) state[0]).get(slots[i]));
        }
        return out.build();
    }
}
