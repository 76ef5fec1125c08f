package dev.sluice.execution.operator;

import dev.sluice.format.IntervalWords;
import dev.sluice.format.MalformedInterval;
import dev.sluice.stream.GroupState;
import dev.sluice.stream.GroupStateTimeout;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a program's code is shown of a group's state, and what it does to it, for one call. Source: Spark's
/// `GroupStateImpl`, whose texts the exceptions have.
final class HeldGroupState implements GroupState<Object> {

    private static final long MILLIS_PER_MONTH = 31 * 86_400_000L;

    private final GroupStateTimeout timeouts;
    private final long nowMillis;
    private final OptionalLong watermarkMillis;
    private @Nullable Object value;
    private boolean changed;
    private boolean timedOut;
    private long timeoutMillis = GroupStateStore.NO_TIMEOUT;

    /// @param watermarkMillis of the operator, if it has one
    HeldGroupState(GroupStateTimeout timeouts, long nowMillis, OptionalLong watermarkMillis) {
        this.timeouts = timeouts;
        this.nowMillis = nowMillis;
        this.watermarkMillis = watermarkMillis;
    }

    /// For the next call.
    ///
    /// @param remembered null if there is nothing
    void begin(@Nullable Object remembered, boolean hasTimedOut) {
        value = remembered;
        changed = false;
        timedOut = hasTimedOut;
        timeoutMillis = GroupStateStore.NO_TIMEOUT;
    }

    /// What is to be remembered, or null.
    @Nullable
    Object value() {
        return value;
    }

    /// Whether it was updated or removed.
    boolean isChanged() {
        return changed;
    }

    long timeoutMillis() {
        return timeoutMillis;
    }

    @Override
    public boolean exists() {
        return value != null;
    }

    @Override
    public Object get() {
        if (value == null) throw new NoSuchElementException("State is either not defined or has already been removed");
        return value;
    }

    @Override
    public Optional<Object> getOption() {
        return Optional.ofNullable(value);
    }

    @Override
    public void update(Object newState) {
        if (Objects.isNull(newState)) throw new IllegalArgumentException("'null' is not a valid state value");
        value = newState;
        changed = true;
    }

    @Override
    public void remove() {
        value = null;
        changed = true;
    }

    @Override
    public boolean hasTimedOut() {
        return timedOut;
    }

    @Override
    public void setTimeoutDuration(long durationMs) {
        if (timeouts != GroupStateTimeout.PROCESSING_TIME_TIMEOUT) {
            throw new UnsupportedOperationException(
                    "Cannot set timeout duration without enabling processing time timeout in "
                            + "[map|flatMap]GroupsWithState.");
        }
        if (durationMs <= 0) throw new IllegalArgumentException("Timeout duration must be positive");
        timeoutMillis = DueTimes.plus(nowMillis, durationMs);
    }

    @Override
    public void setTimeoutDuration(String duration) {
        setTimeoutDuration(millis(duration));
    }

    @Override
    public void setTimeoutTimestamp(long timestampMs) {
        if (timeouts != GroupStateTimeout.EVENT_TIME_TIMEOUT) {
            throw new UnsupportedOperationException(
                    "Cannot set timeout timestamp without enabling event time timeout in "
                            + "[map|flatMapGroupsWithState.");
        }
        if (timestampMs <= 0) throw new IllegalArgumentException("Timeout timestamp must be positive");
        long watermark = watermarkMillis.orElse(Long.MIN_VALUE);
        if (timestampMs < watermark) {
            throw new IllegalArgumentException("Timeout timestamp (" + timestampMs
                    + ") cannot be earlier than the current watermark (" + watermark + ")");
        }
        timeoutMillis = timestampMs;
    }

    @Override
    public void setTimeoutTimestamp(long timestampMs, String additionalDuration) {
        setTimeoutTimestamp(DueTimes.plus(timestampMs, millis(additionalDuration)));
    }

    private static long millis(String duration) {
        long millis;
        try {
            IntervalWords interval = IntervalWords.parse(duration);
            millis = Math.addExact(Math.multiplyExact(interval.months(), MILLIS_PER_MONTH), interval.micros() / 1_000L);
        } catch (MalformedInterval e) {
            throw new IllegalArgumentException(e.in(duration).sentence(), e);
        }
        if (millis < 0) throw new IllegalArgumentException("Provided duration (" + duration + ") is negative");
        return millis;
    }

    @Override
    public long getCurrentWatermarkMs() {
        return watermarkMillis.orElseThrow(() -> new UnsupportedOperationException("Cannot get event time watermark "
                + "timestamp without setting watermark before [map|flatMap]GroupsWithState."));
    }

    @Override
    public long getCurrentProcessingTimeMs() {
        return nowMillis;
    }

    @Override
    public String toString() {
        return "GroupState(" + (value == null ? "<undefined>" : value) + ")";
    }
}
