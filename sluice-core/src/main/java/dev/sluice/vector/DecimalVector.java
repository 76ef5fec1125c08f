package dev.sluice.vector;

import dev.sluice.type.Physical;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Exact decimals, each in the scale of its column's type.
///
/// @param values at least `size` values; null where the row is
public record DecimalVector(@Nullable BigDecimal[] values, int size) implements Vector {

    @Override
    public boolean isNull(int row) {
        return values[row] == null;
    }

    @Override
    public Physical physical() {
        return Physical.DECIMAL;
    }

    @Override
    public boolean mayHaveNulls() {
        return true;
    }
}
