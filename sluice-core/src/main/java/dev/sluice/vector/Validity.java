package dev.sluice.vector;

import org.jspecify.annotations.Nullable;

/// Which rows are null, as an array of truths that is absent where none is.
public final class Validity {

    private Validity() {}

    /// True where either is; `size` rows.
    ///
    /// A null mask of one row, as constants have, counts for all.
    public static boolean @Nullable [] union(Vector a, Vector b, int size) {
        boolean[] left = of(a, size);
        boolean[] right = of(b, size);
        if (left == null) return right;
        if (right == null) return left;
        boolean[] either = new boolean[size];
        for (int i = 0; i < size; i++) either[i] = left[i] | right[i];
        return either;
    }

    /// The nulls of the first `size` rows, or null if there are none.
    public static boolean @Nullable [] of(Vector vector, int size) {
        return Vectors.nullsOf(vector, size);
    }
}
