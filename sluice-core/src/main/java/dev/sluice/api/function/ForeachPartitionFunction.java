package dev.sluice.api.function;

import java.util.Iterator;

/// What is done with the objects of a partition; called once for each.
@FunctionalInterface
public interface ForeachPartitionFunction<T> {
    void call(Iterator<T> input) throws Exception;
}
