package dev.sluice.stream;

import dev.sluice.error.ErrorCondition;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// When a query makes micro-batches. Source: Spark, Structured Streaming Programming Guide, "Triggers".
public sealed interface Trigger {

    /// At most one micro-batch in each interval, at its multiples; with 0, one after the other as data comes.
    record ProcessingTimeTrigger(long intervalMillis) implements Trigger {
        public ProcessingTimeTrigger {
            checkNotNegative(intervalMillis);
        }

        @Override
        public String toString() {
            return "ProcessingTimeTrigger(" + intervalMillis + ")";
        }
    }

    /// One micro-batch of all there is, whatever the sources' limits, then the query ends.
    record OneTimeTrigger() implements Trigger {
        @Override
        public String toString() {
            return "OneTimeTrigger";
        }
    }

    /// All there is at the start, in as many micro-batches as the sources' limits ask for, then the query ends.
    record AvailableNowTrigger() implements Trigger {
        @Override
        public String toString() {
            return "AvailableNowTrigger";
        }
    }

    /// For queries that treat each row alone: rows flow to the sink as they come, and the checkpoint is written once in
    /// each interval. What came since is written again after a crash: at least once, as in Spark.
    record ContinuousTrigger(long intervalMillis) implements Trigger {
        public ContinuousTrigger {
            checkNotNegative(intervalMillis);
        }

        @Override
        public String toString() {
            return "ContinuousTrigger(" + intervalMillis + ")";
        }
    }

    /// Real-time mode: rows flow to the sink as they come, and the checkpoint is written once in each duration. What
    /// came since is written again after a crash: at least once. Output mode update.
    record RealTimeTrigger(long durationMillis) implements Trigger {
        public RealTimeTrigger {
            if (durationMillis <= 0)
                throw ErrorCondition.NEGATIVE_BATCH_DURATION.error().build();
        }

        @Override
        public String toString() {
            return "RealTimeTrigger(" + durationMillis + ")";
        }
    }

    /// What a query does if nothing is said: micro-batches one after the other.
    Trigger DEFAULT = new ProcessingTimeTrigger(0);

    /// @param intervalMillis not negative
    static Trigger ProcessingTime(long intervalMillis) {
        return new ProcessingTimeTrigger(intervalMillis);
    }

    static Trigger ProcessingTime(long interval, TimeUnit unit) {
        return ProcessingTime(unit.toMillis(interval));
    }

    static Trigger ProcessingTime(Duration interval) {
        return new ProcessingTimeTrigger(interval.toMillis());
    }

    /// @param interval such as `10 seconds`
    static Trigger ProcessingTime(String interval) {
        return new ProcessingTimeTrigger(Interval.millis(interval));
    }

    static Trigger Once() {
        return new OneTimeTrigger();
    }

    static Trigger AvailableNow() {
        return new AvailableNowTrigger();
    }

    static Trigger Continuous(long intervalMillis) {
        return new ContinuousTrigger(intervalMillis);
    }

    static Trigger Continuous(long interval, TimeUnit unit) {
        return Continuous(unit.toMillis(interval));
    }

    static Trigger Continuous(Duration interval) {
        return Continuous(interval.toMillis());
    }

    /// @param interval such as `1 second`
    static Trigger Continuous(String interval) {
        return new ContinuousTrigger(Interval.millis(interval));
    }

    /// Real-time mode, with an entry in the log every five minutes.
    static Trigger RealTime() {
        return RealTime(5, TimeUnit.MINUTES);
    }

    /// @param durationMillis how long rows flow between two entries in the log; more than none
    static Trigger RealTime(long durationMillis) {
        return new RealTimeTrigger(durationMillis);
    }

    static Trigger RealTime(long duration, TimeUnit unit) {
        return RealTime(unit.toMillis(duration));
    }

    static Trigger RealTime(Duration duration) {
        return RealTime(duration.toMillis());
    }

    /// @param duration such as `5 minutes`
    static Trigger RealTime(String duration) {
        return RealTime(Interval.millis(duration));
    }

    /// Reads a trigger as table options and the command line write it: `available-now`, `once`, `10 seconds`,
    /// `continuous 1 second`, `real-time`, `real-time 5 minutes` (the interval perhaps in quotes).
    static Trigger parse(String text) {
        String said = text.strip().toLowerCase(Locale.ROOT).replace("'", "");
        return switch (said) {
            case "available-now", "availablenow" -> AvailableNow();
            case "once" -> Once();
            case "default" -> DEFAULT;
            case "real-time", "realtime" -> RealTime();
            default -> parseInterval(said);
        };
    }

    private static Trigger parseInterval(String said) {
        String[] words = said.split(" ", 2);
        String interval = words.length < 2 ? "" : words[1];
        return switch (words[0]) {
            case "continuous" -> Continuous(interval);
            case "real-time", "realtime" -> RealTime(interval);
            default -> ProcessingTime(said);
        };
    }

    private static void checkNotNegative(long intervalMillis) {
        if (intervalMillis < 0) throw ErrorCondition.NEGATIVE_TRIGGER.error().build();
    }
}
