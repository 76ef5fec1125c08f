package dev.sluice.api.function;

import org.jspecify.annotations.Nullable;

/// A function of one value that a program gives to queries.
@FunctionalInterface
public interface UDF1<T1, R> extends UserFunction {

    R call(T1 t1) throws Exception;

    @Override
    default int arity() {
        return 1;
    }

    @Override
    @SuppressWarnings("unchecked") // the engine gives what the query says; a wrong class is the program's error
    default @Nullable Object apply(Object[] arguments) throws Exception {
        return call((T1) arguments[0]);
    }
}
