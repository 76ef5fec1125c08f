package dev.sluice.function;

import dev.sluice.type.DataType;

/// A function that takes functions, with its types decided.
///
/// @param name as it is shown in plans
/// @param nullable whether the result may be null
public record BoundHigherOrder(String name, DataType result, boolean nullable, HigherOrderKernel kernel) {

    /// Equal if the same function was bound to the same types; kernels are made anew at every binding.
    @Override
    public boolean equals(Object other) {
        return other instanceof BoundHigherOrder that
                && name.equals(that.name)
                && result.equals(that.result)
                && nullable == that.nullable;
    }

    @Override
    public int hashCode() {
        return java.util.Objects.hash(name, result, nullable);
    }
}
