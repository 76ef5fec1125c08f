package dev.sluice.vector;

import dev.sluice.type.Physical;
import org.jspecify.annotations.Nullable;

/// Structs: row `r` is row `r` of each field.
///
/// @param nulls true where the whole struct is null, or null if none is
public record StructVector(Vector[] fields, boolean @Nullable [] nulls, int size) implements Vector {

    @Override
    public boolean isNull(int row) {
        return nulls != null && nulls[row];
    }

    @Override
    public Physical physical() {
        return Physical.STRUCT;
    }

    @Override
    public boolean mayHaveNulls() {
        return nulls != null;
    }
}
