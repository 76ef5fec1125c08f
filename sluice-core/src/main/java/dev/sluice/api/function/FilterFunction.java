package dev.sluice.api.function;

/// Whether an object is kept.
@FunctionalInterface
public interface FilterFunction<T> {
    boolean call(T value) throws Exception;
}
