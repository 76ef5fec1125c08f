package dev.sluice.stream;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values by keys that are remembered of each group. Iterators go through them by key, in an order that is always the
/// same.
public interface MapState<K, V> {

    boolean exists();

    /// The value of a key, or null if there is none.
    @Nullable
    V getValue(K key);

    boolean containsKey(K key);

    void updateValue(K key, V value);

    Iterator<Map.Entry<K, V>> iterator();

    Iterator<K> keys();

    Iterator<V> values();

    void removeKey(K key);

    void clear();
}
