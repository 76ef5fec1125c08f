package dev.sluice.machine;

import java.time.Clock;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;

/// What the engine takes from the machine besides storage: time, threads and chance.
///
/// Together with `dev.sluice.storage` these are the only seams to the outside. Whoever hands in other ones runs the
/// engine on a virtual clock or from a seed.
///
/// @param clock the time of day
/// @param threads makes the workers' and drivers' threads; daemon threads, so that they don't keep a program alive
/// @param random names runs and queries
public record Machine(Clock clock, ThreadFactory threads, RandomGenerator random) {

    /// The real machine.
    public static Machine real() {
        return new Machine(
                Clock.systemUTC(),
                Thread.ofPlatform().name("sluice-", 0).daemon().factory(),
                RandomGenerator.of("L64X128MixRandom"));
    }

    public long nowMillis() {
        return clock.millis();
    }

    /// A random UUID (version 4).
    public java.util.UUID newId() {
        long high = random.nextLong() & ~0xF000L | 0x4000L;
        long low = random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new java.util.UUID(high, low);
    }
}
