package dev.sluice.api.function;

/// What is done with each object.
@FunctionalInterface
public interface ForeachFunction<T> {
    void call(T value) throws Exception;
}
