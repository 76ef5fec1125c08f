package dev.sluice.api.function;

import org.jspecify.annotations.Nullable;

/// A function of 5 values that a program gives to queries.
@FunctionalInterface
public interface UDF5<T1, T2, T3, T4, T5, R> extends UserFunction {

    R call(T1 t1, T2 t2, T3 t3, T4 t4, T5 t5) throws Exception;

    @Override
    default int arity() {
        return 5;
    }

    @Override
    @SuppressWarnings("unchecked") // the engine gives what the query says; a wrong class is the program's error
    default @Nullable Object apply(Object[] arguments) throws Exception {
        return call((T1) arguments[0], (T2) arguments[1], (T3) arguments[2], (T4) arguments[3], (T5) arguments[4]);
    }
}
