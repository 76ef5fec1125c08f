package dev.sluice.machine;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/// A clock that stands until it is moved.
public final class StandingClock extends Clock {

    private final Machine machine =
            new Machine(this, Thread.ofPlatform().daemon().factory(), new SplittableRandom(1));
    private volatile long millis;

    public StandingClock(long millis) {
        this.millis = millis;
    }

    /// @param moreMillis may be negative: clocks of machines are set back, too
    public void advance(long moreMillis) {
        millis += moreMillis;
    }

    /// The machine with this clock. Chance is the same in each run of a test.
    public Machine machine() {
        return machine;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis);
    }
}
