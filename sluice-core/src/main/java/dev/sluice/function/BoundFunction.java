package dev.sluice.function;

import dev.sluice.type.DataType;
import java.util.List;

/// A scalar function with its types decided: the arguments must have the parameters' types exactly.
///
/// @param name as it is shown in plans
/// @param nullability when the result may be null
/// @param foldable whether equal arguments always give equal results, so that constants can be computed beforehand
public record BoundFunction(
        String name,
        List<DataType> parameters,
        DataType result,
        Nullability nullability,
        boolean foldable,
        Kernel kernel) {

    public BoundFunction {
        parameters = List.copyOf(parameters);
    }

    /// Equal if the same function was bound to the same types; kernels are made anew at every binding.
    @Override
    public boolean equals(Object other) {
        return other instanceof BoundFunction that
                && name.equals(that.name)
                && parameters.equals(that.parameters)
                && result.equals(that.result)
                && kernel.sameAs(that.kernel);
    }

    @Override
    public int hashCode() {
        return java.util.Objects.hash(name, parameters, result);
    }

    /// Whether equal arguments give equal results within a run.
    public boolean deterministic() {
        return kernel.deterministic();
    }

    public enum Nullability {
        /// Null if and only if an argument is.
        STRICT,
        /// Null only if an argument is, but not always then: `1 IN (1, NULL)` is true.
        DEPENDENT,
        ALWAYS,
        NEVER
    }
}
