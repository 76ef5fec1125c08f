package dev.sluice.api.function;

import java.util.Iterator;

/// Makes any number of objects of one.
@FunctionalInterface
public interface FlatMapFunction<T, U> {
    Iterator<U> call(T value) throws Exception;
}
