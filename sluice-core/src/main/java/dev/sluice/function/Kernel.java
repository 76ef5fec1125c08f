package dev.sluice.function;

import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;

/// What a function does to vectors.
///
/// Written by hand only where the adapters of [Kernels] do not fit: they take care of nulls, constants and
/// dictionaries.
@FunctionalInterface
public interface Kernel {

    /// Computes the function for the selected rows; the others are never looked at.
    ///
    /// @param arguments one vector an argument, of the types the function was bound to; all have at least as many rows
    ///     as the selection reaches
    /// @param rows which rows to compute
    /// @param size the number of rows of the result
    Vector apply(Vector[] arguments, Selection rows, int size, CallContext context);
}
