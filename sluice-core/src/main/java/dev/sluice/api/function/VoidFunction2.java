package dev.sluice.api.function;

/// What is done with two things.
@FunctionalInterface
public interface VoidFunction2<A, B> {
    void call(A one, B other) throws Exception;
}
