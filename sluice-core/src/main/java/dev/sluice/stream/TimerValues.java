package dev.sluice.stream;

/// The times of the micro-batch, for a [StatefulProcessor].
public interface TimerValues {

    /// The time at which the micro-batch began, by the clock.
    long getCurrentProcessingTimeInMs();

    /// The watermark; 0 before anything is known.
    ///
    /// @throws UnsupportedOperationException if the query has no watermark
    long getCurrentWatermarkInMs();
}
