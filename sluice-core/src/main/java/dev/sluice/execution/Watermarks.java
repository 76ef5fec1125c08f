package dev.sluice.execution;

/// The watermarks a micro-batch runs with: nothing before them is still to come.
///
/// Two, because a row that the micro-batch before could still take must not be late in the one that first knows better:
/// rows are late by the watermark of the micro-batch before, state is given up by the current one. Source: Spark 3.4,
/// `WatermarkPropagator`.
///
/// @param lateMillis rows with a time up to it are late
/// @param evictionMillis state with a time up to it is done
public record Watermarks(long lateMillis, long evictionMillis) {

    /// Before anything is known.
    public static final Watermarks NONE = new Watermarks(0, 0);

    public long lateMicros() {
        return Math.multiplyExact(lateMillis, 1_000L);
    }

    public long evictionMicros() {
        return Math.multiplyExact(evictionMillis, 1_000L);
    }
}
