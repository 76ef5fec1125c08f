package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.Columns;
import dev.sluice.function.ValueErrors;
import dev.sluice.type.DataType;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Adds up decimals, and throws where the sum has too many digits.
record DecimalSum(DataType.Decimal type) implements Accumulator {

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        addTo((MutableVector.Objects) state[0], slots, Inputs.plain(arguments[0]), rows);
    }

    void addTo(MutableVector.Objects sums, int[] slots, Vector plain, Selection rows) {
        @Nullable BigDecimal[] values = Columns.decimals(plain);
        int mask = Columns.mask(plain);
        for (int i = 0; i < rows.size(); i++) {
            BigDecimal value = values[rows.row(i) & mask];
            if (value == null) continue;
            Object before = sums.get(slots[i]);
            BigDecimal sum = before == null ? value : ((BigDecimal) before).add(value);
            if (sum.precision() > type.precision()) throw ValueErrors.outOfRange(sum, type);
            sums.set(slots[i], sum);
        }
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        add(state, slots, partial, rows);
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        return state[0].gather(slots, count);
    }

    /// The type of a sum of decimals: ten digits more.
    static DataType.Decimal typeFor(DataType.Decimal summand) {
        int precision = Math.min(DataType.Decimal.MAX_PRECISION, summand.precision() + 10);
        return new DataType.Decimal(precision, summand.scale());
    }
}
