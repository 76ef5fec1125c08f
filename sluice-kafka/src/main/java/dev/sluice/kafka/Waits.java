package dev.sluice.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.TimeoutException;

/// Waits for brokers. They end early when somebody wants the end of the query and no broker has said anything
/// for a while.
///
/// Kafka's clients wait for a broker that is away for a minute, or whatever their options say, and nothing but an
/// interrupt ends that. So what runs within [#during] may be interrupted, and nothing else: an interrupt that got out
/// of there would close the files of the log.
final class Waits {

    /// For how long a broker may be silent that is there.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Map<Thread, Wait> waiting = new HashMap<>();
    private final LongAdder signs = new LongAdder();
    private volatile boolean hurried;

    private static final class Wait {
        private long signs;
        private long sinceNanos;
        private boolean givenUp;
    }

    /// Runs what waits for brokers.
    ///
    /// @throws TimeoutException if it was given up
    <T> T during(Supplier<T> call) {
        Wait wait = begin();
        try {
            return call.get();
        } catch (RuntimeException e) {
            if (!isGivenUp(wait)) throw e;
            throw new TimeoutException(
                    "no broker has answered for " + PATIENCE.toSeconds() + " seconds, and the query is to end", e);
        } finally {
            end(wait);
        }
    }

    private synchronized Wait begin() {
        var wait = new Wait();
        wait.signs = signs.sum();
        wait.sinceNanos = System.nanoTime();
        waiting.put(Thread.currentThread(), wait);
        return wait;
    }

    private synchronized boolean isGivenUp(Wait wait) {
        return wait.givenUp;
    }

    private synchronized void end(Wait wait) {
        waiting.remove(Thread.currentThread());
        if (wait.givenUp) {
            var _ = Thread.interrupted();
        }
    }

    /// A broker has answered: whoever waits for more gets on.
    void heard() {
        signs.increment();
    }

    /// Ends the waits in which nothing happens.
    synchronized void hurry() {
        hurried = true;
        long now = System.nanoTime();
        long heard = signs.sum();
        waiting.forEach((thread, wait) -> {
            if (wait.signs != heard) {
                wait.signs = heard;
                wait.sinceNanos = now;
            } else if (isTooLong(now - wait.sinceNanos)) {
                wait.givenUp = true;
                thread.interrupt();
            }
        });
    }

    /// Whether a silence is too long for somebody who wants the end of the query.
    boolean isTooLong(long silentNanos) {
        return hurried && silentNanos >= PATIENCE.toNanos();
    }
}
