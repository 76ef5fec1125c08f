package dev.sluice.vector;

import dev.sluice.type.Physical;
import org.jspecify.annotations.Nullable;

/// Double-precision values.
///
/// @param values at least `size` values
/// @param nulls true where a row is null, or null if no row is
public record DoubleVector(double[] values, boolean @Nullable [] nulls, int size) implements Vector {

    @Override
    public boolean isNull(int row) {
        return nulls != null && nulls[row];
    }

    @Override
    public Physical physical() {
        return Physical.DOUBLE;
    }

    @Override
    public boolean mayHaveNulls() {
        return nulls != null;
    }
}
