package dev.sluice.api.function;

/// Makes one object of another.
@FunctionalInterface
public interface MapFunction<T, U> {
    U call(T value) throws Exception;
}
