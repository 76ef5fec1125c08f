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

    /// Whether equal arguments always give equal results, so that it may be called more than once for a row, or where
    /// other rows are.
    default boolean deterministic() {
        return true;
    }

    /// Whether it does the same as another that belongs to a function of the same name and types. So it is, unless a
    /// program gave the function: two of its lambdas may have one name.
    default boolean sameAs(Kernel other) {
        return true;
    }
}
