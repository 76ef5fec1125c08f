package dev.sluice.state;

/// By which time of events the rows of a state are due: what the plan alone would know, for those who bring rows from
/// elsewhere.
///
/// @param ofKey whether it is a column of the key, and not of the value
/// @param column its place there: a time in microseconds, or a window, of which the end counts
/// @param shiftMillis how far the operator's watermark lies from the query's, in milliseconds
public record DueTime(boolean ofKey, int column, long shiftMillis) {

    /// The query's watermark, in microseconds, at which the operator's has reached a time.
    public long due(long timeMicros) {
        return plus(timeMicros, -1_000L * shiftMillis);
    }

    /// The time whose rows are due at a watermark of the query, in microseconds: the other way.
    public long time(long dueMicros) {
        return plus(dueMicros, 1_000L * shiftMillis);
    }

    /// A time and some more, or less. Beyond the first and the last there is none.
    public static long plus(long time, long more) {
        long sum = time + more;
        boolean overflows = ((time ^ sum) & (more ^ sum)) < 0;
        if (!overflows) return sum;
        return more > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
}
