package dev.sluice.vector;

import dev.sluice.type.Physical;
import org.jspecify.annotations.Nullable;

/// Lists: row `r` is `lengths[r]` rows of `elements` from `offsets[r]`.
///
/// @param nulls true where a row is null, or null if no row is
public record ArrayVector(int[] offsets, int[] lengths, Vector elements, boolean @Nullable [] nulls, int size)
        implements Vector {

    @Override
    public boolean isNull(int row) {
        return nulls != null && nulls[row];
    }

    @Override
    public Physical physical() {
        return Physical.ARRAY;
    }

    @Override
    public boolean mayHaveNulls() {
        return nulls != null;
    }
}
