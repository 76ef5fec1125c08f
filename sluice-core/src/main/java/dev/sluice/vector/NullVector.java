package dev.sluice.vector;

import dev.sluice.type.Physical;

/// Nothing but nulls: the values of type VOID.
public record NullVector(int size) implements Vector {

    @Override
    public boolean isNull(int row) {
        return true;
    }

    @Override
    public Physical physical() {
        return Physical.NULL;
    }

    @Override
    public boolean mayHaveNulls() {
        return true;
    }
}
