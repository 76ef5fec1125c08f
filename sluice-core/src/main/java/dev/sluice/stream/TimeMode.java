package dev.sluice.stream;

/// Which time the timers and lifetimes of a [StatefulProcessor] are in. The constants may also be said as Spark's
/// methods.
public enum TimeMode {
    /// Neither timers nor lifetimes.
    NONE("None"),
    /// The time of the micro-batch.
    PROCESSING_TIME("ProcessingTime"),
    /// The watermark: timers only.
    EVENT_TIME("EventTime");

    private final String word;

    TimeMode(String word) {
        this.word = word;
    }

    /// As Spark writes it.
    public String word() {
        return word;
    }

    public static TimeMode None() {
        return NONE;
    }

    public static TimeMode ProcessingTime() {
        return PROCESSING_TIME;
    }

    public static TimeMode EventTime() {
        return EVENT_TIME;
    }
}
