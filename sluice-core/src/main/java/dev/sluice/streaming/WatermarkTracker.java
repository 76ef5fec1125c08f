package dev.sluice.streaming;

import dev.sluice.checkpoint.LogEntry;
import dev.sluice.checkpoint.LogProgress;
import dev.sluice.execution.EventTimeStats;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonNull;
import dev.sluice.plan.LogicalPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How far a query has come in the time of events: a value, moved on at the end of each micro-batch.
///
/// Each watermark of the query reaches the newest time it saw, less its delay; the query's is the lowest of them, or
/// the highest if the policy says so. None goes back. The query's may be told to move in steps, so that many small
/// micro-batches don't make more rows late than a few large ones. A watermark whose inputs have been silent for as long
/// as they say is idle: it holds nobody back until it sees a row again. Source: Spark's guide, "Policy for handling
/// multiple watermarks"; idleness and steps are ours.
///
/// @param millis the query's watermark
/// @param marks where each of the query's watermarks stands
record WatermarkTracker(long millis, List<Mark> marks) {

    static final WatermarkTracker START = new WatermarkTracker(0, List.of());

    /// @param reached null before it saw anything
    /// @param activeMillis when it last saw a row, or the query began
    record Mark(@Nullable Long reached, long activeMillis) {
        long value() {
            return reached == null ? 0 : reached;
        }
    }

    WatermarkTracker {
        marks = List.copyOf(marks);
    }

    enum Policy {
        MIN,
        MAX
    }

    /// How the query's watermark follows from the others.
    ///
    /// @param stepMillis by how much it moves at least: until it can move so far it stays where it is
    record Rule(Policy policy, long stepMillis) {}

    /// After a micro-batch that saw these times.
    ///
    /// @param nowMillis the time of the micro-batch
    WatermarkTracker advance(
            List<LogicalPlan.Watermark> watermarks, IntFunction<EventTimeStats> seen, Rule rule, long nowMillis) {
        List<Mark> next = new ArrayList<>();
        for (int i = 0; i < watermarks.size(); i++) {
            Mark mark = i < marks.size() ? marks.get(i) : new Mark(null, nowMillis);
            EventTimeStats stats = seen.apply(i);
            if (stats.count() > 0) {
                long newest = stats.maxMillis() - watermarks.get(i).delayMillis();
                Long reached = mark.reached;
                mark = new Mark(reached == null ? newest : Math.max(reached, newest), nowMillis);
            }
            next.add(mark);
        }
        return new WatermarkTracker(millis, next).at(nowMillis, watermarks, rule);
    }

    /// As it is at a time, if nothing came since.
    WatermarkTracker at(long nowMillis, List<LogicalPlan.Watermark> watermarks, Rule rule) {
        List<Long> counted = new ArrayList<>();
        for (int i = 0; i < marks.size(); i++) {
            if (nowMillis < idleMillis(i, watermarks)) counted.add(marks.get(i).value());
        }
        if (counted.isEmpty()) return this;
        long chosen = rule.policy == Policy.MIN ? Collections.min(counted) : Collections.max(counted);
        return chosen <= millis || chosen - millis < rule.stepMillis ? this : new WatermarkTracker(chosen, marks);
    }

    /// When the next watermark becomes idle, if nothing comes.
    OptionalLong nextIdleMillis(long nowMillis, List<LogicalPlan.Watermark> watermarks) {
        return LongStream.range(0, marks.size())
                .map(i -> idleMillis((int) i, watermarks))
                .filter(idle -> idle > nowMillis && idle < Long.MAX_VALUE)
                .min();
    }

    private long idleMillis(int i, List<LogicalPlan.Watermark> watermarks) {
        long timeout = i < watermarks.size() ? timeoutMillis(watermarks.get(i)) : Long.MAX_VALUE;
        long active = marks.get(i).activeMillis();
        return timeout >= Long.MAX_VALUE - active ? Long.MAX_VALUE : active + timeout;
    }

    /// The longest of the inputs' timeouts: while one of them may still speak, the watermark is not idle.
    static long timeoutMillis(LogicalPlan.Watermark watermark) {
        return watermark
                .collect(node -> node instanceof LogicalPlan.StreamScan scan
                        ? Stream.of(scan.table().idleTimeoutMillis())
                        : Stream.empty())
                .mapToLong(Long::longValue)
                .max()
                .orElse(Long.MAX_VALUE);
    }

    JsonValue toJson() {
        List<JsonValue> values = marks.stream()
                .map(mark -> (JsonValue) JsonValue.object()
                        .put("reachedMs", mark.reached)
                        .put("activeMs", mark.activeMillis)
                        .build())
                .toList();
        return JsonValue.object().put("marks", values).build();
    }

    /// Where the committed micro-batches have brought the watermarks.
    static WatermarkTracker reached(LogProgress progress) {
        LogEntry.Committed last = progress.committed();
        return last == null ? START : of(last.nextWatermarkMillis(), last.watermarks());
    }

    /// @param json what [#toJson] gave, or JSON null before the first
    static WatermarkTracker of(long millis, JsonValue json) {
        if (json == JsonNull.NULL) return new WatermarkTracker(millis, List.of());
        List<Mark> marks = new ArrayList<>();
        for (JsonValue each : json.asObject().require("marks").asList()) {
            JsonValue reached = each.asObject().require("reachedMs");
            marks.add(new Mark(
                    reached == JsonNull.NULL ? null : reached.asLong(),
                    each.asObject().require("activeMs").asLong()));
        }
        return new WatermarkTracker(millis, marks);
    }
}
