package dev.sluice.streaming;

import dev.sluice.checkpoint.LogEntry;
import dev.sluice.checkpoint.LogProgress;
import dev.sluice.execution.EventTimeStats;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonNull;
import dev.sluice.plan.LogicalPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How far a query has come in the time of events: a value, moved on at the end of each micro-batch.
///
/// Each watermark of the query reaches the newest time it saw, less its delay; the query's is the lowest of them, or
/// the highest if the policy says so. None goes back. The query's may be told to move in steps, so that many small
/// micro-batches don't make more rows late than a few large ones. A watermark whose inputs have been silent for as
/// long as they say is idle: it holds nobody back until it sees a row again. If the partitions of an input are told
/// apart, a watermark is where the slowest of those stands that have had rows and are not idle; what is of no one
/// partition, such as another stream of a union, is told apart as one more. Source: Spark's guide, "Policy for
/// handling multiple watermarks"; idleness, partitions and steps are ours.
///
/// @param millis the query's watermark
/// @param marks where each of the query's watermarks stands
record WatermarkTracker(long millis, List<Mark> marks) {

    static final WatermarkTracker START = new WatermarkTracker(0, List.of());

    /// @param reached null before it saw anything
    /// @param activeMillis when it last saw a row, or the query began
    /// @param parts of partitions that are told apart, by name, which have no parts themselves
    record Mark(@Nullable Long reached, long activeMillis, Map<String, Mark> parts) {

        Mark(@Nullable Long reached, long activeMillis) {
            this(reached, activeMillis, Map.of());
        }

        Mark {
            parts = new TreeMap<>(parts);
        }

        /// As it is when rows have come.
        ///
        /// @param newest their newest times, less the delay, by partition; under "" what is of no one partition
        Mark reach(Map<String, Long> newest, long nowMillis) {
            if (newest.isEmpty()) return this;
            boolean divided = !parts.isEmpty() || newest.keySet().stream().anyMatch(name -> !name.isEmpty());
            var next = new TreeMap<>(parts);
            if (divided) newest.forEach((name, millis) -> next.merge(name, new Mark(millis, nowMillis), Mark::later));
            return later(new Mark(Collections.max(newest.values()), nowMillis, next));
        }

        private Mark later(Mark next) {
            return reached == null || reached <= next.value() ? next : new Mark(reached, next.activeMillis, next.parts);
        }

        private long value() {
            return reached == null ? 0 : reached;
        }

        /// Where it stands, without what has been silent for too long; nothing if that is all of it.
        OptionalLong counted(long timeoutMillis, long nowMillis) {
            return leaves().filter(mark -> nowMillis < mark.idleMillis(timeoutMillis))
                    .mapToLong(Mark::value)
                    .min();
        }

        private Stream<Mark> leaves() {
            return parts.isEmpty() ? Stream.of(this) : parts.values().stream();
        }

        /// From when on it is idle, if nothing comes.
        private long idleMillis(long timeoutMillis) {
            return timeoutMillis >= Long.MAX_VALUE - activeMillis ? Long.MAX_VALUE : activeMillis + timeoutMillis;
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
    /// @param seen of a watermark, by the names of partitions that are told apart; under "" what is of no one partition
    /// @param nowMillis the time of the micro-batch
    WatermarkTracker advance(
            List<LogicalPlan.Watermark> watermarks,
            IntFunction<Map<String, EventTimeStats>> seen,
            Rule rule,
            long nowMillis) {
        List<Mark> next = new ArrayList<>();
        for (int i = 0; i < watermarks.size(); i++) {
            Mark mark = i < marks.size() ? marks.get(i) : new Mark(null, nowMillis);
            long delayMillis = watermarks.get(i).delayMillis();
            Map<String, Long> newest = new HashMap<>();
            seen.apply(i).forEach((part, times) -> newest.put(part, times.maxMillis() - delayMillis));
            next.add(mark.reach(newest, nowMillis));
        }
        return new WatermarkTracker(millis, next).at(nowMillis, watermarks, rule);
    }

    /// Without the partitions that are gone, which would hold it back for good.
    WatermarkTracker without(Predicate<String> gone) {
        List<Mark> left = marks.stream()
                .map(mark -> {
                    var parts = new TreeMap<>(mark.parts);
                    parts.keySet().removeIf(part -> !part.isEmpty() && gone.test(part));
                    if (parts.keySet().equals(Set.of(""))) parts.clear(); // nothing is told apart any more
                    return new Mark(mark.reached, mark.activeMillis, parts);
                })
                .toList();
        return new WatermarkTracker(millis, left);
    }

    /// As it is at a time, if nothing came since.
    WatermarkTracker at(long nowMillis, List<LogicalPlan.Watermark> watermarks, Rule rule) {
        LongSummaryStatistics counted = IntStream.range(0, marks.size())
                .mapToObj(i -> marks.get(i).counted(timeoutMillis(watermarks, i), nowMillis))
                .flatMapToLong(OptionalLong::stream)
                .summaryStatistics();
        if (counted.getCount() == 0) return this;
        long chosen = rule.policy == Policy.MIN ? counted.getMin() : counted.getMax();
        return chosen <= millis || chosen - millis < rule.stepMillis ? this : new WatermarkTracker(chosen, marks);
    }

    /// When the next watermark, or part of one, becomes idle, if nothing comes.
    OptionalLong nextIdleMillis(long nowMillis, List<LogicalPlan.Watermark> watermarks) {
        return IntStream.range(0, marks.size())
                .boxed()
                .flatMapToLong(
                        i -> marks.get(i).leaves().mapToLong(mark -> mark.idleMillis(timeoutMillis(watermarks, i))))
                .filter(idle -> idle > nowMillis && idle < Long.MAX_VALUE)
                .min();
    }

    private static long timeoutMillis(List<LogicalPlan.Watermark> watermarks, int i) {
        return i < watermarks.size() ? timeoutMillis(watermarks.get(i)) : Long.MAX_VALUE;
    }

    /// The longest of the inputs' timeouts: while one of them may still speak, the watermark is not idle.
    static long timeoutMillis(LogicalPlan.Watermark watermark) {
        return watermark
                .collect(node -> node instanceof LogicalPlan.StreamScan scan
                        ? Stream.of(scan.table().times().idleTimeoutMillis())
                        : Stream.empty())
                .mapToLong(Long::longValue)
                .max()
                .orElse(Long.MAX_VALUE);
    }

    JsonValue toJson() {
        List<JsonValue> values = marks.stream().map(WatermarkTracker::toJson).toList();
        return JsonValue.object().put("marks", values).build();
    }

    private static JsonValue toJson(Mark mark) {
        JsonValue.ObjectBuilder json =
                JsonValue.object().put("reachedMs", mark.reached).put("activeMs", mark.activeMillis);
        if (!mark.parts.isEmpty()) {
            JsonValue.ObjectBuilder parts = JsonValue.object();
            mark.parts.forEach((name, part) -> parts.put(name, toJson(part)));
            json.put("parts", parts.build());
        }
        return json.build();
    }

    /// Where the committed micro-batches have brought the watermarks.
    static WatermarkTracker reached(LogProgress progress) {
        LogEntry.Committed last = progress.committed();
        return last == null ? START : of(last.nextWatermarkMillis(), last.watermarks());
    }

    /// @param json what [#toJson] gave, or JSON null before the first
    static WatermarkTracker of(long millis, JsonValue json) {
        if (json == JsonNull.NULL) return new WatermarkTracker(millis, List.of());
        return new WatermarkTracker(
                millis,
                json.asObject().require("marks").asList().stream()
                        .map(WatermarkTracker::mark)
                        .toList());
    }

    private static Mark mark(JsonValue json) {
        JsonValue reached = json.asObject().require("reachedMs");
        JsonValue parts = json.asObject().get("parts"); // only who tells them apart has some
        Map<String, Mark> read = new TreeMap<>();
        if (parts != null) parts.asObject().fields().forEach((name, part) -> read.put(name, mark(part)));
        return new Mark(
                reached == JsonNull.NULL ? null : reached.asLong(),
                json.asObject().require("activeMs").asLong(),
                read);
    }
}
