package dev.sluice.aws.kinesis;

/// Waits before asking again: a shard may be asked five times a second by all its readers together.
final class Pause {

    private Pause() {}

    static void millis(long millis) {
        try {
            if (millis > 0) Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
