package dev.sluice.function.aggregate;

import dev.sluice.function.Columns;
import dev.sluice.vector.DictionaryVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import org.jspecify.annotations.Nullable;

/// Brings arguments to a shape that [Columns] reads.
final class Inputs {

    private Inputs() {}

    /// A flat vector or a constant.
    static Vector plain(Vector argument) {
        return argument instanceof DictionaryVector ? Vectors.flatten(argument) : argument;
    }

    static boolean @Nullable [] nulls(Vector argument) {
        return Columns.nulls(argument, argument.size());
    }
}
