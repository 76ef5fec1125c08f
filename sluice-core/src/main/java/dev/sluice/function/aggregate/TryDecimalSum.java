package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.Columns;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Adds up decimals; a sum with too many digits is none. The state is the sum, in units of the last digit, as bytes of
/// two's complement, so that it may have more digits on the way than a decimal: that depends on the order of the rows.
///
/// @param type of the sum
record TryDecimalSum(DataType.Decimal type) implements Accumulator {

    static final List<DataType> STATE = List.of(Atomic.BINARY);

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        Vector plain = Inputs.plain(arguments[0]);
        @Nullable BigDecimal[] values = Columns.decimals(plain);
        int mask = Columns.mask(plain);
        for (int i = 0; i < rows.size(); i++) {
            BigDecimal value = values[rows.row(i) & mask];
            if (value != null)
                addTo(state, slots[i], value.setScale(type.scale()).unscaledValue());
        }
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        var sums = (BytesVector) Vectors.flatten(partial[0]);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (!sums.isNull(row)) addTo(state, slots[i], new BigInteger(sums.copy(row)));
        }
    }

    private static void addTo(MutableVector[] state, int slot, BigInteger value) {
        var sums = (MutableVector.Bytes) state[0];
        byte[] before = sums.get(slot);
        BigInteger sum = before == null ? value : new BigInteger(before).add(value);
        sums.set(slot, sum.toByteArray());
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        var sums = (MutableVector.Bytes) state[0];
        var out = new VectorBuilder.Decimals(count, type.scale());
        for (int i = 0; i < count; i++) {
            byte[] unscaled = sums.get(slots[i]);
            BigDecimal sum = unscaled == null ? null : new BigDecimal(new BigInteger(unscaled), type.scale());
            out.appendValue(sum == null || sum.precision() > type.precision() ? null : sum);
        }
        return out.build();
    }
}
