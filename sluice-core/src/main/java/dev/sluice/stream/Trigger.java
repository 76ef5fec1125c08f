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

    /// For queries that treat each row alone: as soon as data comes. Runs the same micro-batches as the default
    /// trigger, so rows are processed exactly once, where Spark's continuous processing promises at least once.
    record ContinuousTrigger(long intervalMillis) implements Trigger {
        public ContinuousTrigger {
            checkNotNegative(intervalMillis);
        }

        @Override
        public String toString() {
            return "ContinuousTrigger(" + intervalMillis + ")";
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

    /// @param interval such as `1 second`
    static Trigger Continuous(String interval) {
        return new ContinuousTrigger(Interval.millis(interval));
    }

    /// Reads a trigger as table options and the command line write it: `available-now`, `once`, `10 seconds`,
    /// `continuous 1 second` (the interval perhaps in quotes).
    static Trigger parse(String text) {
        String said = text.strip().toLowerCase(Locale.ROOT).replace("'", "");
        return switch (said) {
            case "available-now", "availablenow" -> AvailableNow();
            case "once" -> Once();
            case "default" -> DEFAULT;
            default ->
                said.startsWith("continuous")
                        ? Continuous(said.substring("continuous".length()))
                        : ProcessingTime(said);
        };
    }

    private static void checkNotNegative(long intervalMillis) {
        if (intervalMillis < 0) throw ErrorCondition.NEGATIVE_TRIGGER.error().build();
    }
}
