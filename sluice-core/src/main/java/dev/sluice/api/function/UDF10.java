package dev.sluice.api.function;

import org.jspecify.annotations.Nullable;

/// A function of 10 values that a program gives to queries.
@FunctionalInterface
public interface UDF10<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, R> extends UserFunction {

    R call(T1 t1, T2 t2, T3 t3, T4 t4, T5 t5, T6 t6, T7 t7, T8 t8, T9 t9, T10 t10) throws Exception;

    @Override
    default int arity() {
        return 10;
    }

    @Override
    @SuppressWarnings("unchecked") // the engine gives what the query says; a wrong class is the program's error
    default @Nullable Object apply(Object[] arguments) throws Exception {
        return call(
                (T1) arguments[0],
                (T2) arguments[1],
                (T3) arguments[2],
                (T4) arguments[3],
                (T5) arguments[4],
                (T6) arguments[5],
                (T7) arguments[6],
                (T8) arguments[7],
                (T9) arguments[8],
                (T10) arguments[9]);
    }
}
