package dev.sluice.evaluator;

import dev.sluice.vector.Chunk;
import dev.sluice.vector.Vector;

/// An expression ready to run over chunks whose columns stand in a known order.
///
/// Evaluators hold no state and may be used by several threads, but for those of what is not deterministic
/// ([dev.sluice.function.RowByRowKernel]), which belong to one operator.
@FunctionalInterface
public interface Evaluator {

    /// The expression's value for the selected rows; the vector has as many rows as the chunk's vectors, and rows that
    /// are not selected are never looked at.
    Vector evaluate(Chunk chunk);
}
