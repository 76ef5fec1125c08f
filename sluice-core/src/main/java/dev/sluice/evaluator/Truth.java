package dev.sluice.evaluator;

import dev.sluice.vector.BooleanVector;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.DictionaryVector;
import dev.sluice.vector.Vector;

/// Reads truth values.
final class Truth {

    private Truth() {}

    /// The value of a row that is not null.
    static boolean at(Vector vector, int row) {
        return switch (vector) {
            case BooleanVector v -> v.values()[row];
            case ConstantVector(BooleanVector value, _) -> value.values()[0];
            case DictionaryVector(BooleanVector dictionary, int[] ids, _) ->
                dictionary.values()[ids[row]];
            default -> throw new IllegalArgumentException("not a condition: " + vector.physical());
        };
    }
}
