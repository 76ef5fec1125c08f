package dev.sluice.api.function;

import org.jspecify.annotations.Nullable;

/// A function of no value that a program gives to queries.
@FunctionalInterface
public interface UDF0<R> extends UserFunction {

    R call() throws Exception;

    @Override
    default int arity() {
        return 0;
    }

    @Override
    default @Nullable Object apply(Object[] arguments) throws Exception {
        return call();
    }
}
