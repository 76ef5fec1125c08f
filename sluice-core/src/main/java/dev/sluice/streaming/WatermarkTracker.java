package dev.sluice.streaming;

import dev.sluice.execution.EventTimeStats;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonNull;
import dev.sluice.plan.LogicalPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// How far a query has come in the time of events: a value, moved on at the end of each micro-batch.
///
/// Each watermark of the query reaches the newest time it saw, less its delay; the query's is the lowest of them, or
/// the
/// highest if the policy says so. None goes back. Source: Spark's guide, "Policy for handling multiple watermarks".
///
/// @param millis the query's watermark
/// @param reached what each of the query's watermarks has come to; null before it saw anything
record WatermarkTracker(long millis, List<@Nullable Long> reached) {

    static final WatermarkTracker START = new WatermarkTracker(0, List.of());

    WatermarkTracker {
        reached = java.util.Collections.unmodifiableList(new ArrayList<>(reached));
    }

    enum Policy {
        MIN,
        MAX
    }

    /// After a micro-batch that saw these times.
    WatermarkTracker advance(List<LogicalPlan.Watermark> watermarks, IntFunction<EventTimeStats> seen, Policy policy) {
        if (watermarks.isEmpty()) return this;
        List<@Nullable Long> next = new ArrayList<>();
        long chosen = policy == Policy.MIN ? Long.MAX_VALUE : Long.MIN_VALUE;
        for (int i = 0; i < watermarks.size(); i++) {
            Long before = i < reached.size() ? reached.get(i) : null;
            EventTimeStats stats = seen.apply(i);
            Long now = before;
            if (stats.count() > 0) {
                long newest = stats.maxMillis() - watermarks.get(i).delayMillis();
                now = before == null ? newest : Math.max(before, newest);
            }
            next.add(now);
            long counted = now == null ? 0 : now;
            chosen = policy == Policy.MIN ? Math.min(chosen, counted) : Math.max(chosen, counted);
        }
        return new WatermarkTracker(Math.max(millis, chosen), next);
    }

    JsonValue toJson() {
        List<JsonValue> values = new ArrayList<>();
        for (Long each : reached) values.add(each == null ? JsonNull.NULL : JsonValue.of(each));
        return JsonValue.object().put("reached", values).build();
    }

    /// @param json what [#toJson] gave, or JSON null before the first
    static WatermarkTracker of(long millis, JsonValue json) {
        if (json == JsonNull.NULL) return new WatermarkTracker(millis, List.of());
        List<@Nullable Long> reached = new ArrayList<>();
        for (JsonValue each : json.asObject().require("reached").asList()) {
            reached.add(each == JsonNull.NULL ? null : each.asLong());
        }
        return new WatermarkTracker(millis, reached);
    }
}
