package dev.sluice.vector;

import dev.sluice.type.Physical;
import org.jspecify.annotations.Nullable;

/// Maps in entry order: row `r` is `lengths[r]` rows of `keys` and `values` from `offsets[r]`.
///
/// @param nulls true where a row is null, or null if no row is
public record MapVector(int[] offsets, int[] lengths, Vector keys, Vector values, boolean @Nullable [] nulls, int size)
        implements Vector {

    @Override
    public boolean isNull(int row) {
        return nulls != null && nulls[row];
    }

    @Override
    public Physical physical() {
        return Physical.MAP;
    }

    @Override
    public boolean mayHaveNulls() {
        return nulls != null;
    }
}
