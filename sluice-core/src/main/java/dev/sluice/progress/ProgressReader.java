package dev.sluice.progress;

import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonNull;
import dev.sluice.json.JsonValue.JsonNumber;
import dev.sluice.json.JsonValue.JsonObject;
import dev.sluice.json.JsonValue.JsonString;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Reads the JSON that Spark writes of a micro-batch, and [QueryProgress#json] does. What is not there is 0, empty or
/// not a number. Spark Connect has a form of its own, in which offsets are texts of JSON and sums over the sources are
/// left out.
public final class ProgressReader {

    private ProgressReader() {}

    /// @throws IllegalArgumentException if it is no progress
    public static QueryProgress read(JsonValue json) {
        JsonObject said = json.asObject();
        List<QueryProgress.SourceStatus> sources =
                items(said, "sources").stream().map(ProgressReader::source).toList();
        return new QueryProgress(
                said.require("id").asString(),
                said.require("runId").asString(),
                text(said, "name"),
                Instant.parse(said.require("timestamp").asString()).toEpochMilli(),
                said.require("batchId").asLong(),
                number(said, "batchDuration"),
                said.get("numInputRows") != null
                        ? number(said, "numInputRows")
                        : sources.stream()
                                .mapToLong(QueryProgress.SourceStatus::numInputRows)
                                .sum(),
                sum(said, "inputRowsPerSecond", sources, QueryProgress.SourceStatus::inputRowsPerSecond),
                sum(said, "processedRowsPerSecond", sources, QueryProgress.SourceStatus::processedRowsPerSecond),
                entries(said, "durationMs", JsonValue::asLong),
                entries(said, "durationUs", JsonValue::asLong),
                entries(said, "eventTime", JsonValue::asString),
                items(said, "stateOperators").stream()
                        .map(ProgressReader::operator)
                        .toList(),
                sources,
                sinks(said),
                entries(said, "observedMetrics", Function.identity()),
                null,
                null);
    }

    private static QueryProgress.StateOperator operator(JsonValue json) {
        JsonObject said = json.asObject();
        return new QueryProgress.StateOperator(
                said.require("operatorName").asString(),
                number(said, "numRowsTotal"),
                number(said, "numRowsUpdated"),
                number(said, "allUpdatesTimeMs"),
                number(said, "numRowsRemoved"),
                number(said, "commitTimeMs"),
                number(said, "memoryUsedBytes"),
                number(said, "numRowsDroppedByWatermark"),
                (int) number(said, "numShufflePartitions"),
                entries(said, "customMetrics", JsonValue::asLong));
    }

    private static QueryProgress.SourceStatus source(JsonValue json) {
        JsonObject said = json.asObject();
        return new QueryProgress.SourceStatus(
                said.require("description").asString(),
                offset(said, "startOffset"),
                offset(said, "endOffset"),
                offset(said, "latestOffset"),
                number(said, "numInputRows"),
                rate(said, "inputRowsPerSecond"),
                rate(said, "processedRowsPerSecond"),
                entries(said, "metrics", JsonValue::asString));
    }

    private static List<QueryProgress.SinkStatus> sinks(JsonObject said) {
        JsonValue only = said.get("sink");
        return (only == null ? items(said, "sinks") : List.of(only))
                .stream()
                        .map(JsonValue::asObject)
                        .map(sink -> new QueryProgress.SinkStatus(
                                sink.require("description").asString(),
                                sink.get("numOutputRows") == null ? -1 : number(sink, "numOutputRows")))
                        .toList();
    }

    private static @Nullable String text(JsonObject said, String field) {
        JsonValue value = said.get(field);
        return value == null || value instanceof JsonNull ? null : value.asString();
    }

    private static JsonValue offset(JsonObject said, String field) {
        JsonValue value = said.get(field);
        if (value == null) return JsonNull.NULL;
        if (!(value instanceof JsonString(String text))) return value;
        try {
            return JsonValue.parse(text);
        } catch (IllegalArgumentException _) {
            return value; // a source's own text
        }
    }

    private static double sum(
            JsonObject said,
            String field,
            List<QueryProgress.SourceStatus> sources,
            ToDoubleFunction<QueryProgress.SourceStatus> rate) {
        if (said.get(field) != null) return rate(said, field);
        return sources.stream().mapToDouble(rate).filter(Double::isFinite).sum();
    }

    private static long number(JsonObject said, String field) {
        JsonValue value = said.get(field);
        return value == null ? 0 : value.asLong();
    }

    private static double rate(JsonObject said, String field) {
        return said.get(field) instanceof JsonNumber(String text) ? Double.parseDouble(text) : Double.NaN;
    }

    private static List<JsonValue> items(JsonObject said, String field) {
        JsonValue value = said.get(field);
        return value == null ? List.of() : value.asList();
    }

    private static <T> Map<String, T> entries(JsonObject said, String field, Function<JsonValue, T> value) {
        Map<String, T> entries = new HashMap<>();
        JsonValue object = said.get(field);
        if (object != null) object.asObject().fields().forEach((name, each) -> entries.put(name, value.apply(each)));
        return entries;
    }
}
