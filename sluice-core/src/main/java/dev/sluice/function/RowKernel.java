package dev.sluice.function;

import dev.sluice.vector.VectorBuilder;

/// A kernel for one row at a time: the way out where no adapter of [Kernels] fits.
///
/// @param <B> the builder of the result's kind
@FunctionalInterface
public interface RowKernel<B extends VectorBuilder> {

    /// Appends the row's result, exactly one value or null.
    void compute(Row row, B out);
}
