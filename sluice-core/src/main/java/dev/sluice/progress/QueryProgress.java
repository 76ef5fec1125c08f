package dev.sluice.progress;

import dev.sluice.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a micro-batch did, in the fields and the JSON of Spark's `StreamingQueryProgress`.
///
/// @param timestampMillis when the trigger fired
/// @param batchDurationMillis how long it took
/// @param inputRowsPerSecond rows by the time since the last trigger
/// @param processedRowsPerSecond rows by the time they took
/// @param durationMs how long each phase took, in milliseconds: `latestOffset`, `getBatch`, `walCommit`, `addBatch`,
///     `commitOffsets`, `triggerExecution`
/// @param durationUs the same in microseconds and smaller phases, in the order in which they come; a field of ours. See
///     `docs/reference/progress.md`
/// @param eventTime `watermark`, and `min`, `max`, `avg` of the times seen, if there were any; empty without a
///     watermark
/// @param sinks what each output took; a query has at least one
/// @param observedMetrics what `Dataset.observe` counted in the rows of this micro-batch: by name, an object of the
///     metrics
/// @param rowLatency how long rows took, in real-time mode and continuous processing
/// @param restarted if the query had failed before and went on by itself
public record QueryProgress(
        String id,
        String runId,
        @Nullable String name,
        long timestampMillis,
        long batchId,
        long batchDurationMillis,
        long numInputRows,
        double inputRowsPerSecond,
        double processedRowsPerSecond,
        Map<String, Long> durationMs,
        Map<String, Long> durationUs,
        Map<String, String> eventTime,
        List<StateOperator> stateOperators,
        List<SourceStatus> sources,
        List<SinkStatus> sinks,
        Map<String, JsonValue> observedMetrics,
        @Nullable RowLatency rowLatency,
        @Nullable Restarted restarted) {

    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    public QueryProgress {
        durationMs = java.util.Collections.unmodifiableMap(new TreeMap<>(durationMs));
        durationUs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(durationUs));
        eventTime = java.util.Collections.unmodifiableMap(new TreeMap<>(eventTime));
        stateOperators = List.copyOf(stateOperators);
        sources = List.copyOf(sources);
        sinks = List.copyOf(sinks);
        observedMetrics = java.util.Collections.unmodifiableMap(new TreeMap<>(observedMetrics));
    }

    /// Says that a query that fails goes on by itself, as its settings want; a field of ours.
    ///
    /// @param count how often it did since it was started
    /// @param cause what it failed with the last time
    public record Restarted(int count, String cause) {
        JsonValue toJson() {
            return JsonValue.object().put("count", count).put("cause", cause).build();
        }
    }

    /// How long rows took from their source to the sinks; a field of ours.
    ///
    /// @param rows of how many it is known
    public record RowLatency(long rows, long p50Micros, long p99Micros, long maxMicros) {
        JsonValue toJson() {
            return JsonValue.object()
                    .put("numRows", rows)
                    .put("p50Ms", p50Micros / 1e3)
                    .put("p99Ms", p99Micros / 1e3)
                    .put("maxMs", maxMicros / 1e3)
                    .build();
        }
    }

    /// The same progress, of a query that had failed before.
    public QueryProgress after(Restarted restarts) {
        return new QueryProgress(
                id,
                runId,
                name,
                timestampMillis,
                batchId,
                batchDurationMillis,
                numInputRows,
                inputRowsPerSecond,
                processedRowsPerSecond,
                durationMs,
                durationUs,
                eventTime,
                stateOperators,
                sources,
                sinks,
                observedMetrics,
                rowLatency,
                restarts);
    }

    /// @param name Spark's name for the kind of operator
    public record StateOperator(
            String name,
            long numRowsTotal,
            long numRowsUpdated,
            long allUpdatesTimeMs,
            long numRowsRemoved,
            long commitTimeMs,
            long memoryUsedBytes,
            long numRowsDroppedByWatermark,
            int numShufflePartitions,
            Map<String, Long> customMetrics) {

        public StateOperator {
            customMetrics = java.util.Collections.unmodifiableMap(new TreeMap<>(customMetrics));
        }

        /// The same, with more rows that were written and removed.
        public StateOperator plus(long updated, long removed) {
            return new StateOperator(
                    name,
                    numRowsTotal,
                    numRowsUpdated + updated,
                    allUpdatesTimeMs,
                    numRowsRemoved + removed,
                    commitTimeMs,
                    memoryUsedBytes,
                    numRowsDroppedByWatermark,
                    numShufflePartitions,
                    customMetrics);
        }

        JsonValue toJson() {
            return JsonValue.object()
                    .put("operatorName", name)
                    .put("numRowsTotal", numRowsTotal)
                    .put("numRowsUpdated", numRowsUpdated)
                    .put("allUpdatesTimeMs", allUpdatesTimeMs)
                    .put("numRowsRemoved", numRowsRemoved)
                    .put("allRemovalsTimeMs", 0)
                    .put("commitTimeMs", commitTimeMs)
                    .put("memoryUsedBytes", memoryUsedBytes)
                    .put("numRowsDroppedByWatermark", numRowsDroppedByWatermark)
                    .put("numShufflePartitions", numShufflePartitions)
                    .put("numStateStoreInstances", numShufflePartitions)
                    .put("customMetrics", customMetrics)
                    .build();
        }
    }

    /// @param latestOffset the newest position there is, JSON null if the source can't tell
    /// @param metrics what else the source says of itself, such as `maxOffsetsBehindLatest` of Kafka
    public record SourceStatus(
            String description,
            JsonValue startOffset,
            JsonValue endOffset,
            JsonValue latestOffset,
            long numInputRows,
            double inputRowsPerSecond,
            double processedRowsPerSecond,
            Map<String, String> metrics) {

        public SourceStatus {
            metrics = java.util.Collections.unmodifiableMap(new TreeMap<>(metrics));
        }

        JsonValue toJson() {
            var json = JsonValue.object()
                    .put("description", description)
                    .put("startOffset", startOffset)
                    .put("endOffset", endOffset)
                    .put("latestOffset", latestOffset)
                    .put("numInputRows", numInputRows);
            putRate(json, "inputRowsPerSecond", inputRowsPerSecond);
            putRate(json, "processedRowsPerSecond", processedRowsPerSecond);
            if (!metrics.isEmpty()) json.put("metrics", metrics);
            return json.build();
        }
    }

    /// @param numOutputRows -1 if unknown
    public record SinkStatus(String description, long numOutputRows) {
        JsonValue toJson() {
            return JsonValue.object()
                    .put("description", description)
                    .put("numOutputRows", numOutputRows)
                    .build();
        }
    }

    /// When the micro-batch began, as Spark writes it.
    public String timestamp() {
        return iso(timestampMillis);
    }

    /// How long it took, in milliseconds. Spark's name for `batchDurationMillis`.
    public long batchDuration() {
        return batchDurationMillis;
    }

    /// What the output took; of several, the first.
    public SinkStatus sink() {
        return sinks.getFirst();
    }

    /// A time as progress writes it.
    public static String iso(long millis) {
        return ISO.format(Instant.ofEpochMilli(millis));
    }

    /// The progress on one line, as Spark's `json`.
    public String json() {
        return toJson().toText();
    }

    /// The progress on many lines, as Spark's `prettyJson`.
    public String prettyJson() {
        return toJson().toPrettyText();
    }

    /// With one sink the field is `sink`, as in Spark; with several, ours is `sinks`.
    private JsonValue toJson() {
        var json = JsonValue.object()
                .put("id", id)
                .put("runId", runId)
                .put("name", name)
                .put("timestamp", iso(timestampMillis))
                .put("batchId", batchId)
                .put("batchDuration", batchDurationMillis)
                .put("numInputRows", numInputRows);
        putRate(json, "inputRowsPerSecond", inputRowsPerSecond);
        putRate(json, "processedRowsPerSecond", processedRowsPerSecond);
        json.put("durationMs", durationMs)
                .put("durationUs", durationUs)
                .put("eventTime", eventTime)
                .put(
                        "stateOperators",
                        stateOperators.stream().map(StateOperator::toJson).toList())
                .put("sources", sources.stream().map(SourceStatus::toJson).toList());
        if (sinks.size() == 1) {
            json.put("sink", sinks.getFirst().toJson());
        } else {
            json.put("sinks", sinks.stream().map(SinkStatus::toJson).toList());
        }
        if (!observedMetrics.isEmpty()) json.put("observedMetrics", observedMetrics);
        if (rowLatency != null) json.put("rowLatency", rowLatency.toJson());
        if (restarted != null) json.put("restarted", restarted.toJson());
        return json.build();
    }

    private static void putRate(JsonValue.ObjectBuilder json, String name, double rate) {
        if (Double.isFinite(rate)) {
            json.put(
                    name,
                    BigDecimal.valueOf(rate).setScale(1, RoundingMode.HALF_UP).doubleValue());
        }
    }

    @Override
    public String toString() {
        return prettyJson();
    }
}
