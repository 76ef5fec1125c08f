package dev.sluice.checkpoint;

import dev.sluice.checkpoint.LogEntry.Committed;
import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.checkpoint.LogEntry.Planned;
import dev.sluice.checkpoint.LogEntry.Rewound;
import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonNull;
import dev.sluice.json.JsonValue.JsonObject;
import dev.sluice.state.DueTime;
import dev.sluice.state.StateSpec;
import dev.sluice.type.DataType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Entries as JSON. Fields that Spark's `offsets/N` and `commits/N` have are named as there.
final class LogEntryJson {

    private LogEntryJson() {}

    static JsonObject toJson(Opened opened) {
        return JsonValue.object()
                .put("engineVersion", opened.engineVersion())
                .put("queryId", opened.queryId())
                .put("runId", opened.runId())
                .put("epoch", opened.epoch())
                .put("statePartitions", opened.statePartitions())
                .put("state", opened.state().stream().map(LogEntryJson::toJson).toList())
                .put("sources", opened.sources())
                .put(
                        "watermarks",
                        opened.watermarks().stream().map(LogEntryJson::toJson).toList())
                .put("meanings", new TreeMap<>(opened.meanings()))
                .put("dueTimes", dueTimes(opened.dueTimes()))
                .put("adapted", opened.adapted() ? true : null)
                .put("plan", opened.plan())
                .build();
    }

    static Opened opened(JsonObject json) {
        return new Opened(
                json.require("engineVersion").asString(),
                json.require("queryId").asString(),
                json.require("runId").asString(),
                json.require("plan").asString(),
                json.require("state").asList().stream()
                        .map(spec -> stateSpec(spec.asObject()))
                        .toList(),
                json.require("epoch").asLong(),
                Math.toIntExact(json.require("statePartitions").asLong()),
                texts(orElse(json.get("sources"), JsonValue.object().build())),
                orElse(json.get("watermarks"), JsonValue.of(List.of())).asList().stream()
                        .map(each -> watermark(each.asObject()))
                        .toList(),
                meanings(orElse(json.get("meanings"), JsonValue.object().build())),
                dueTimes(
                        orElse(json.get("dueTimes"), JsonValue.object().build()).asObject()),
                orElse(json.get("adapted"), JsonNull.NULL) != JsonNull.NULL);
    }

    private static Map<String, List<String>> meanings(JsonValue json) {
        Map<String, List<String>> meanings = new LinkedHashMap<>();
        json.asObject()
                .fields()
                .forEach((operator, columns) -> meanings.put(
                        operator,
                        columns.asList().stream().map(JsonValue::asString).toList()));
        return meanings;
    }

    private static JsonObject dueTimes(Map<String, DueTime> times) {
        var json = JsonValue.object();
        new TreeMap<>(times)
                .forEach((state, time) -> json.put(
                        state,
                        JsonValue.object()
                                .put("ofKey", time.ofKey())
                                .put("column", time.column())
                                .put("shiftMs", time.shiftMillis())
                                .build()));
        return json.build();
    }

    private static Map<String, DueTime> dueTimes(JsonObject json) {
        Map<String, DueTime> times = new HashMap<>();
        json.fields().forEach((state, time) -> times.put(state, dueTime(time.asObject())));
        return times;
    }

    private static DueTime dueTime(JsonObject json) {
        return new DueTime(
                json.require("ofKey").asBoolean(),
                Math.toIntExact(json.require("column").asLong()),
                json.require("shiftMs").asLong());
    }

    /// A field that the first writers of version 1 did not know.
    private static JsonValue orElse(@Nullable JsonValue field, JsonValue otherwise) {
        return field == null ? otherwise : field;
    }

    private static Map<String, String> texts(JsonValue json) {
        Map<String, String> texts = new LinkedHashMap<>();
        json.asObject().fields().forEach((name, value) -> texts.put(name, value.asString()));
        return texts;
    }

    private static JsonObject toJson(LogEntry.WatermarkDescription watermark) {
        var json = JsonValue.object()
                .put("column", watermark.column())
                .put("delayMs", watermark.delayMillis())
                .put("sources", watermark.sources());
        if (watermark.idleTimeoutMillis() < Long.MAX_VALUE) json.put("idleTimeoutMs", watermark.idleTimeoutMillis());
        return json.build();
    }

    private static LogEntry.WatermarkDescription watermark(JsonObject json) {
        JsonValue idleTimeout = json.get("idleTimeoutMs"); // only who has one says it
        return new LogEntry.WatermarkDescription(
                json.require("column").asString(),
                json.require("delayMs").asLong(),
                json.require("sources").asList().stream()
                        .map(JsonValue::asString)
                        .toList(),
                idleTimeout == null ? Long.MAX_VALUE : idleTimeout.asLong());
    }

    static JsonObject toJson(Planned planned) {
        return JsonValue.object()
                .put("batchId", planned.batchId())
                .put("batchWatermarkMs", planned.watermarkMillis())
                .put("batchTimestampMs", planned.batchTimestampMillis())
                .put("conf", new TreeMap<>(planned.conf()))
                .put("watermarks", planned.watermarks())
                .put(
                        "inputs",
                        planned.inputs().stream().map(LogEntryJson::toJson).toList())
                .build();
    }

    static Planned planned(JsonObject json) {
        Map<String, String> conf = texts(json.require("conf"));
        return new Planned(
                json.require("batchId").asLong(),
                json.require("inputs").asList().stream()
                        .map(input -> sourceInput(input.asObject()))
                        .toList(),
                json.require("batchTimestampMs").asLong(),
                json.require("batchWatermarkMs").asLong(),
                json.require("watermarks"),
                conf);
    }

    static JsonObject toJson(Committed committed) {
        return JsonValue.object()
                .put("batchId", committed.batchId())
                .put("nextBatchWatermarkMs", committed.nextWatermarkMillis())
                .put("watermarks", committed.watermarks())
                .put("sinks", committed.sinks())
                .build();
    }

    static Committed committed(JsonObject json) {
        return new Committed(
                json.require("batchId").asLong(),
                json.require("nextBatchWatermarkMs").asLong(),
                json.require("watermarks"),
                json.require("sinks").asList());
    }

    static JsonObject toJson(Rewound rewound) {
        return JsonValue.object()
                .put("batchId", rewound.batchId())
                .put("segment", rewound.segment())
                .put("offset", rewound.offset())
                .put("epoch", rewound.epoch())
                .put("again", rewound.again().stream().map(LogEntryJson::toJson).toList())
                .build();
    }

    static Rewound rewound(JsonObject json) {
        return new Rewound(
                json.require("batchId").asLong(),
                json.require("segment").asLong(),
                json.require("offset").asLong(),
                json.require("epoch").asLong(),
                plans(json.require("again")));
    }

    static List<Planned> plans(JsonValue json) {
        return json.asList().stream().map(plan -> planned(plan.asObject())).toList();
    }

    static JsonObject toJson(SourceInput input) {
        InputRange range = input.range();
        return JsonValue.object()
                .put("source", input.source())
                .put("from", range.from() == null ? JsonNull.NULL : range.from().json())
                .put("to", range.to().json())
                .put("replay", range.replay())
                .build();
    }

    static SourceInput sourceInput(JsonObject json) {
        var range = new InputRange(
                offsetOrNull(json.require("from")), new Offset(json.require("to")), json.require("replay"));
        return new SourceInput(json.require("source").asString(), range);
    }

    private static @Nullable Offset offsetOrNull(JsonValue json) {
        return json == JsonNull.NULL ? null : new Offset(json);
    }

    private static JsonObject toJson(StateSpec spec) {
        var json = JsonValue.object()
                .put("operator", spec.operator())
                .put("name", spec.name())
                .put("routingColumns", spec.routingColumns())
                .put("key", spec.key().toJson())
                .put("value", spec.value().toJson())
                .put("time", spec.time());
        if (!spec.properties().isEmpty()) {
            var properties = JsonValue.object();
            new TreeMap<>(spec.properties()).forEach(properties::put);
            json.put("properties", properties.build());
        }
        return json.build();
    }

    private static StateSpec stateSpec(JsonObject json) {
        return new StateSpec(
                json.require("operator").asString(),
                json.require("name").asString(),
                (DataType.Struct) DataType.fromJson(json.require("key")),
                (DataType.Struct) DataType.fromJson(json.require("value")),
                Math.toIntExact(json.require("routingColumns").asLong()),
                json.get("time") == null
                        ? StateSpec.TIMELESS
                        : Math.toIntExact(json.require("time").asLong()),
                properties(json.get("properties")));
    }

    private static Map<String, String> properties(@Nullable JsonValue json) {
        Map<String, String> properties = new TreeMap<>();
        if (json != null) {
            json.asObject().fields().forEach((name, value) -> properties.put(name, value.asString()));
        }
        return properties;
    }
}
