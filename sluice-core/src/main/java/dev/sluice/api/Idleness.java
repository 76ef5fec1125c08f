package dev.sluice.api;

import dev.sluice.stream.Trigger;

/// When listeners are told that a query has nothing to do, as in Spark: an interval after it last did anything, or
/// found nothing for the first time, and again after each further interval. Used in the query's own thread.
final class Idleness {

    /// An interval of nothing is as long as Spark waits between two looks.
    private static final long SHORTEST_MILLIS = 10;

    private static final long NEVER = Long.MIN_VALUE;

    private final long intervalMillis;
    private long lastMillis = NEVER;

    /// @param trigger a query that looks less often is not said to be idle more often than it looks
    Idleness(long intervalMillis, Trigger trigger) {
        long lookMillis = trigger instanceof Trigger.ProcessingTimeTrigger(long millis) ? millis : 0;
        this.intervalMillis = Math.max(SHORTEST_MILLIS, Math.max(intervalMillis, lookMillis));
    }

    /// The query has done something.
    void worked(long nowMillis) {
        lastMillis = nowMillis;
    }

    /// The query has found nothing to do.
    ///
    /// @return whether to say so; then that counts as said
    boolean isToBeTold(long nowMillis) {
        if (lastMillis != NEVER && nowMillis < nextMillis()) return false;
        boolean first = lastMillis == NEVER;
        lastMillis = nowMillis;
        return !first;
    }

    /// When to say next that there is nothing to do, unless something happens.
    long nextMillis() {
        return lastMillis + intervalMillis;
    }
}
