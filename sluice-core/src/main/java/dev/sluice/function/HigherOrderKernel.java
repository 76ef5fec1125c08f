package dev.sluice.function;

import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.List;

/// What a function that takes functions does to vectors.
@FunctionalInterface
public interface HigherOrderKernel {

    /// Computes the function for the selected rows; the others are never looked at.
    ///
    /// @param values one flat vector a value, of the types the function was bound to
    /// @param size the number of rows of the result
    Vector apply(Vector[] values, List<LambdaBody> bodies, Selection rows, int size);
}
