package dev.sluice.stream;

import org.jspecify.annotations.Nullable;

/// One value that is remembered of each group.
public interface ValueState<S> {

    boolean exists();

    /// The value, or null if there is none.
    @Nullable
    S get();

    void update(S newState);

    void clear();
}
