package dev.sluice.execution;

/// The times of events that passed a watermark in one run.
///
/// @param sumMillis for the average
public record EventTimeStats(long count, long minMillis, long maxMillis, double sumMillis) {

    public static final EventTimeStats NONE = new EventTimeStats(0, Long.MAX_VALUE, Long.MIN_VALUE, 0);

    public EventTimeStats and(EventTimeStats other) {
        return new EventTimeStats(
                count + other.count,
                Math.min(minMillis, other.minMillis),
                Math.max(maxMillis, other.maxMillis),
                sumMillis + other.sumMillis);
    }

    public double averageMillis() {
        return sumMillis / count;
    }
}
