package dev.sluice.execution.operator;

import dev.sluice.state.DueTime;
import java.time.Duration;

/// When something is due, in the microseconds of a store's column of times.
///
/// Programs may name any time, and events may have any: what lies beyond the last microsecond is never due, and what
/// lies before the first is due at once.
final class DueTimes {

    private DueTimes() {}

    static long ofMillis(long millis) {
        if (millis > Long.MAX_VALUE / 1_000L) return Long.MAX_VALUE;
        return millis < Long.MIN_VALUE / 1_000L ? Long.MIN_VALUE : millis * 1_000L;
    }

    /// What a program calls a duration; parts of a millisecond don't count.
    static long ofDuration(Duration duration) {
        return plus(
                duration.getSeconds() > Long.MAX_VALUE / 1_000_000L
                        ? Long.MAX_VALUE
                        : duration.getSeconds() * 1_000_000L,
                duration.getNano() / 1_000_000 * 1_000L);
    }

    /// A time and some more, or less.
    static long plus(long time, long more) {
        return DueTime.plus(time, more);
    }
}
