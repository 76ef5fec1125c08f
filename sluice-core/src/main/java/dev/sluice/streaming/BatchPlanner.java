package dev.sluice.streaming;

import dev.sluice.connector.Offset;
import dev.sluice.stream.Trigger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Decides, without doing anything, whether there is a micro-batch to make and when the next one is due.
final class BatchPlanner {

    private BatchPlanner() {}

    /// Where a source stands.
    ///
    /// @param from where its last micro-batch ended, or null before the first
    /// @param latest where the next one could end, if the source knows
    record Position(@Nullable Offset from, Optional<Offset> latest) {

        /// Whether there is something new, or a beginning to be told of: a source that can name its beginning makes an
        /// empty first micro-batch, as in Spark.
        boolean isNew() {
            return latest.isPresent() && !latest.get().equals(from);
        }
    }

    /// Whether a micro-batch should run over these positions.
    static boolean hasNews(List<Position> positions) {
        return positions.stream().anyMatch(Position::isNew);
    }

    /// Whether the trigger lets a query of which this many micro-batches ran in this run make another one.
    static boolean mayGoOn(Trigger trigger, long batchesRun) {
        return switch (trigger) {
            case Trigger.OneTimeTrigger _ -> batchesRun == 0;
            case Trigger.AvailableNowTrigger _,
                    Trigger.ProcessingTimeTrigger _,
                    Trigger.ContinuousTrigger _,
                    Trigger.RealTimeTrigger _ -> true;
        };
    }

    /// Whether sources' own limits count; with `Once` all there is becomes one micro-batch.
    static boolean heedsLimits(Trigger trigger) {
        return !(trigger instanceof Trigger.OneTimeTrigger);
    }

    /// Whether the query ends when there is nothing new.
    static boolean endsWhenQuiet(Trigger trigger) {
        return switch (trigger) {
            case Trigger.OneTimeTrigger _, Trigger.AvailableNowTrigger _ -> true;
            case Trigger.ProcessingTimeTrigger _, Trigger.ContinuousTrigger _, Trigger.RealTimeTrigger _ -> false;
        };
    }

    /// For how long a micro-batch stays open, at most, while rows flow; nothing for triggers that let none flow.
    static OptionalLong openMillis(Trigger trigger) {
        return switch (trigger) {
            case Trigger.ContinuousTrigger(long interval) -> OptionalLong.of(interval);
            case Trigger.RealTimeTrigger(long duration) -> OptionalLong.of(duration);
            case Trigger.ProcessingTimeTrigger _, Trigger.OneTimeTrigger _, Trigger.AvailableNowTrigger _ ->
                OptionalLong.empty();
        };
    }

    /// When the trigger fires next, given that it fired at a time: at once, or at the next multiple of its interval.
    static long nextTriggerMillis(Trigger trigger, long firedMillis) {
        return switch (trigger) {
            case Trigger.ProcessingTimeTrigger(long interval)
            when interval > 0 -> Math.multiplyExact(firedMillis / interval + 1, interval);
            case Trigger.ProcessingTimeTrigger _,
                    Trigger.ContinuousTrigger _,
                    Trigger.RealTimeTrigger _,
                    Trigger.OneTimeTrigger _,
                    Trigger.AvailableNowTrigger _ -> firedMillis;
        };
    }
}
