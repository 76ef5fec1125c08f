package dev.sluice.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Which rows of a chunk are meant, in ascending order.
///
/// @param rows their positions, of which the first `size` count; null means the rows `0 .. size-1`
public record Selection(int @Nullable [] rows, int size) {

    public static Selection all(int size) {
        return new Selection(null, size);
    }

    /// The position of the i-th selected row.
    public int row(int i) {
        return rows == null ? i : rows[i];
    }

    /// The positions as an array that may be longer than `size`.
    public int[] toArray() {
        if (rows != null) return rows;
        int[] all = new int[size];
        for (int i = 0; i < size; i++) all[i] = i;
        return all;
    }

    /// The selected rows from the `from`-th on, before the `to`-th.
    public Selection slice(int from, int to) {
        return new Selection(Arrays.copyOfRange(toArray(), from, to), to - from);
    }

    /// Those selected rows for which the condition is true; null is not true.
    public Selection where(Vector condition) {
        int[] kept = new int[size];
        int count = 0;
        switch (condition) {
            case BooleanVector(boolean[] values, boolean[] nulls, _) -> {
                for (int i = 0; i < size; i++) {
                    int row = rows == null ? i : rows[i];
                    kept[count] = row;
                    count += values[row] && (nulls == null || !nulls[row]) ? 1 : 0;
                }
            }
            case ConstantVector(BooleanVector value, _) -> {
                return value.values()[0] && !value.isNull(0) ? this : new Selection(kept, 0);
            }
            case NullVector _, ConstantVector _ -> {
                return new Selection(kept, 0);
            }
            case DictionaryVector d -> {
                return where(Vectors.flatten(d));
            }
            default -> throw new IllegalArgumentException("not a condition: " + condition.physical());
        }
        return count == size ? this : new Selection(kept, count);
    }
}
