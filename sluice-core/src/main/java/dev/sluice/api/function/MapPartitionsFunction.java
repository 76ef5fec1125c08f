package dev.sluice.api.function;

import java.util.Iterator;

/// Makes objects of those of a partition; called once for each.
@FunctionalInterface
public interface MapPartitionsFunction<T, U> {
    Iterator<U> call(Iterator<T> input) throws Exception;
}
