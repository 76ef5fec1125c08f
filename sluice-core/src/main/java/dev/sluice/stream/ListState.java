package dev.sluice.stream;

import java.util.Iterator;

/// A list of values that is remembered of each group.
public interface ListState<S> {

    boolean exists();

    /// The values in their order; none if there is no list.
    Iterator<S> get();

    /// Replaces the list.
    void put(S[] newState);

    void appendValue(S newState);

    void appendList(S[] newState);

    void clear();
}
