package dev.sluice.stream;

import java.time.Instant;
import java.util.Optional;

/// What is remembered of a group between micro-batches, in `mapGroupsWithState` and `flatMapGroupsWithState`.
///
/// It counts only while the function is called that was given it; what it says then is kept when the function has
/// returned and its result has been taken. A group that was removed, and has no timeout, is forgotten. A timeout
/// counts for one call: who wants another one says so again.
public interface GroupState<S> {

    boolean exists();

    /// @throws java.util.NoSuchElementException if there is none
    S get();

    Optional<S> getOption();

    /// @throws IllegalArgumentException if it is null
    void update(S newState);

    void remove();

    /// Whether the function is called because the group's timeout is over, and not because it has rows.
    boolean hasTimedOut();

    /// Sets the timeout, from the time of the micro-batch.
    ///
    /// @throws UnsupportedOperationException if it is not in processing time
    /// @throws IllegalArgumentException if it is not positive
    void setTimeoutDuration(long durationMs);

    /// @param duration such as `10 seconds`
    void setTimeoutDuration(String duration);

    /// Sets the time of events after which the group has timed out.
    ///
    /// @throws UnsupportedOperationException if it is not in event time
    /// @throws IllegalArgumentException if the watermark has passed it already
    void setTimeoutTimestamp(long timestampMs);

    /// @param additionalDuration what to add, such as `10 seconds`
    void setTimeoutTimestamp(long timestampMs, String additionalDuration);

    default void setTimeoutTimestamp(Instant timestamp) {
        setTimeoutTimestamp(millis(timestamp));
    }

    default void setTimeoutTimestamp(Instant timestamp, String additionalDuration) {
        setTimeoutTimestamp(millis(timestamp), additionalDuration);
    }

    /// Times that no number of milliseconds says are as far away as one can say.
    private static long millis(Instant timestamp) {
        if (timestamp.isAfter(Instant.ofEpochMilli(Long.MAX_VALUE))) return Long.MAX_VALUE;
        return timestamp.isBefore(Instant.ofEpochMilli(Long.MIN_VALUE)) ? Long.MIN_VALUE : timestamp.toEpochMilli();
    }

    /// @throws UnsupportedOperationException if the query has no watermark
    long getCurrentWatermarkMs();

    /// The time of the micro-batch.
    long getCurrentProcessingTimeMs();
}
