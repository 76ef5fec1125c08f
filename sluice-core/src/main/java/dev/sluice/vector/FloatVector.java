package dev.sluice.vector;

import dev.sluice.type.Physical;
import org.jspecify.annotations.Nullable;

/// Single-precision values.
///
/// @param values at least `size` values
/// @param nulls true where a row is null, or null if no row is
public record FloatVector(float[] values, boolean @Nullable [] nulls, int size) implements Vector {

    @Override
    public boolean isNull(int row) {
        return nulls != null && nulls[row];
    }

    @Override
    public Physical physical() {
        return Physical.FLOAT;
    }

    @Override
    public boolean mayHaveNulls() {
        return nulls != null;
    }
}
