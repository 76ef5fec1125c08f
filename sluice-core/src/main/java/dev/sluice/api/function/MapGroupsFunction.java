package dev.sluice.api.function;

import java.util.Iterator;

/// Makes one object of a group.
@FunctionalInterface
public interface MapGroupsFunction<K, V, R> {
    R call(K key, Iterator<V> values) throws Exception;
}
