package dev.sluice.api.function;

import dev.sluice.stream.GroupState;
import java.util.Iterator;

/// Makes one object of what a group has got new and of what was remembered of it.
@FunctionalInterface
public interface MapGroupsWithStateFunction<K, V, S, R> {
    R call(K key, Iterator<V> values, GroupState<S> state) throws Exception;
}
