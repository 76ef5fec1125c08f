package dev.sluice.format;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Which rows of a column that is being made are null.
final class NullRows {

    private boolean @Nullable [] nulls;

    void add(int row) {
        if (nulls == null) nulls = new boolean[Math.max(64, row + 1)];
        if (row >= nulls.length) nulls = Arrays.copyOf(nulls, Math.max(row + 1, nulls.length * 2));
        nulls[row] = true;
    }

    /// The mask for a vector of so many rows, or null if none is null; then starts anew.
    boolean @Nullable [] take(int size) {
        boolean[] taken = nulls;
        nulls = null;
        return taken == null || taken.length >= size ? taken : Arrays.copyOf(taken, size);
    }
}
