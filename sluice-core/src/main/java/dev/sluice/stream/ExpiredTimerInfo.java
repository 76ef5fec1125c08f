package dev.sluice.stream;

/// Which timer has expired.
@FunctionalInterface
public interface ExpiredTimerInfo {

    /// The time that the timer was registered with.
    long getExpiryTimeInMs();
}
