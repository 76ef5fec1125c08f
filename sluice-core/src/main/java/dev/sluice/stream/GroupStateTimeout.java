package dev.sluice.stream;

/// When a group that gets no more rows is looked at again. The constants may also be said as Spark's methods.
public enum GroupStateTimeout {
    /// Never.
    NO_TIMEOUT,
    /// After a length of time on the clock.
    PROCESSING_TIME_TIMEOUT,
    /// When the watermark has passed a time.
    EVENT_TIME_TIMEOUT;

    public static GroupStateTimeout NoTimeout() {
        return NO_TIMEOUT;
    }

    public static GroupStateTimeout ProcessingTimeTimeout() {
        return PROCESSING_TIME_TIMEOUT;
    }

    public static GroupStateTimeout EventTimeTimeout() {
        return EVENT_TIME_TIMEOUT;
    }
}
