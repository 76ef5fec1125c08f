package dev.sluice.kafka;

import java.util.concurrent.TimeUnit;

/// For how long nothing has come that should be there, and when to look whether it still is. Once is not enough: one
/// broker may not have heard yet what another has said.
final class Silence {

    private static final long SLICE_MILLIS = 200;

    private final long mostNanos;
    private final long pauseNanos;
    private final int attempts;
    private long beginNanos;
    private long lookNanos;
    private int timesGone;
    private boolean isSilent;

    Silence(KafkaOptions options) {
        mostNanos = TimeUnit.MILLISECONDS.toNanos(options.pollTimeoutMillis());
        pauseNanos = TimeUnit.MILLISECONDS.toNanos(options.fetchRetryMillis());
        attempts = options.fetchAttempts();
    }

    /// Something has come.
    void end() {
        isSilent = false;
    }

    /// For how long to listen until the next question.
    long sliceMillis() {
        if (!isSilent) {
            isSilent = true;
            beginNanos = System.nanoTime();
            lookNanos = beginNanos;
            timesGone = 0;
        }
        long left = TimeUnit.NANOSECONDS.toMillis(mostNanos - (System.nanoTime() - beginNanos));
        return Math.clamp(left, 1, SLICE_MILLIS);
    }

    boolean isTimeToLook() {
        return System.nanoTime() - lookNanos >= pauseNanos;
    }

    /// @param isThere whether it is still there
    void looked(boolean isThere) {
        lookNanos = System.nanoTime();
        timesGone = isThere ? 0 : timesGone + 1;
    }

    /// Whether it was not there so often that it is gone.
    boolean isForGood() {
        return timesGone >= attempts;
    }

    boolean isTooLong(Waits waits) {
        long nanos = System.nanoTime() - beginNanos;
        return nanos >= mostNanos || waits.isTooLong(nanos);
    }

    /// For how long nothing has come.
    long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beginNanos);
    }
}
