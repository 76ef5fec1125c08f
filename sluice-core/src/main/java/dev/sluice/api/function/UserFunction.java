package dev.sluice.api.function;

import org.jspecify.annotations.Nullable;

/// What [UDF0] to [UDF10] have in common: they make a value of values. Several threads may call it at the same time.
public interface UserFunction {

    /// How many values it takes.
    int arity();

    /// @param arguments as many as it takes; null where a value is
    @Nullable
    Object apply(Object[] arguments) throws Exception;
}
