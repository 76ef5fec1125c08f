package dev.sluice.api.function;

import dev.sluice.stream.GroupState;
import java.util.Iterator;

/// Makes any number of objects of what a group has got new and of what was remembered of it.
@FunctionalInterface
public interface FlatMapGroupsWithStateFunction<K, V, S, R> {
    Iterator<R> call(K key, Iterator<V> values, GroupState<S> state) throws Exception;
}
