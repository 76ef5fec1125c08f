package dev.sluice.vector;

import dev.sluice.type.Physical;

/// One value for every row.
///
/// @param value a flat vector of one row
public record ConstantVector(Vector value, int size) implements Vector {

    public ConstantVector {
        if (value.size() != 1 || value instanceof ConstantVector || value instanceof DictionaryVector) {
            throw new IllegalArgumentException("a constant is one row of a flat vector");
        }
    }

    @Override
    public boolean isNull(int row) {
        return value.isNull(0);
    }

    @Override
    public Physical physical() {
        return value.physical();
    }

    @Override
    public boolean mayHaveNulls() {
        return value.isNull(0);
    }
}
