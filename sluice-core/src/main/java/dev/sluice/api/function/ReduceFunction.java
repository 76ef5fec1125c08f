package dev.sluice.api.function;

/// Makes one object of two. The order in which objects meet is not promised.
@FunctionalInterface
public interface ReduceFunction<T> {
    T call(T one, T other) throws Exception;
}
