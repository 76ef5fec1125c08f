package dev.sluice.api.function;

import org.jspecify.annotations.Nullable;

/// A function of 2 values that a program gives to queries.
@FunctionalInterface
public interface UDF2<T1, T2, R> extends UserFunction {

    R call(T1 t1, T2 t2) throws Exception;

    @Override
    default int arity() {
        return 2;
    }

    @Override
    @SuppressWarnings("unchecked") // the engine gives what the query says; a wrong class is the program's error
    default @Nullable Object apply(Object[] arguments) throws Exception {
        return call((T1) arguments[0], (T2) arguments[1]);
    }
}
