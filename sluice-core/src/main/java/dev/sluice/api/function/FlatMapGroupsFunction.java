package dev.sluice.api.function;

import java.util.Iterator;

/// Makes any number of objects of a group.
@FunctionalInterface
public interface FlatMapGroupsFunction<K, V, R> {
    Iterator<R> call(K key, Iterator<V> values) throws Exception;
}
