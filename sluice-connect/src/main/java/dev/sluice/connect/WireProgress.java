package dev.sluice.connect;

import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonArray;
import dev.sluice.json.JsonValue.JsonBoolean;
import dev.sluice.json.JsonValue.JsonNull;
import dev.sluice.json.JsonValue.JsonNumber;
import dev.sluice.json.JsonValue.JsonObject;
import dev.sluice.json.JsonValue.JsonString;
import dev.sluice.progress.QueryProgress;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Progress as clients read it. PySpark asks for every key that Spark sends, an empty one too. Observed metrics are
/// rows there, `{"values":[…],"schema":{…}}`, as Spark's server sends
/// them. Types are those that the JSON tells: whole numbers are BIGINT, others DOUBLE, dates and times their text.
final class WireProgress {

    private WireProgress() {}

    static String json(QueryProgress progress) {
        var whole = new LinkedHashMap<>(((JsonObject) JsonValue.parse(progress.json())).fields());
        whole.computeIfPresent("sources", (_, sources) -> measured(sources));
        whole.computeIfPresent("sink", (_, sink) -> measured(sink));
        Map<String, JsonValue> rows = new LinkedHashMap<>();
        progress.observedMetrics().forEach((name, metrics) -> rows.put(name, row(metrics)));
        whole.put("observedMetrics", new JsonObject(rows));
        return new JsonObject(whole).toText();
    }

    private static JsonValue measured(JsonValue said) {
        return switch (said) {
            case JsonArray(List<JsonValue> parts) ->
                new JsonArray(parts.stream().map(WireProgress::measured).toList());
            case JsonObject(Map<String, JsonValue> fields) -> {
                var complete = new LinkedHashMap<>(fields);
                complete.putIfAbsent("metrics", new JsonObject(Map.of()));
                yield new JsonObject(complete);
            }
            case JsonNull _, JsonBoolean _, JsonNumber _, JsonString _ -> said;
        };
    }

    private static JsonValue row(JsonValue value) {
        return switch (value) {
            case JsonObject struct ->
                JsonValue.object()
                        .put(
                                "values",
                                struct.fields().values().stream()
                                        .map(WireProgress::row)
                                        .toList())
                        .put("schema", type(struct).toJson())
                        .build();
            case JsonArray array ->
                new JsonArray(array.items().stream().map(WireProgress::row).toList());
            case JsonNull _, JsonBoolean _, JsonNumber _, JsonString _ -> value;
        };
    }

    private static DataType type(JsonValue value) {
        return switch (value) {
            case JsonBoolean _ -> Atomic.BOOLEAN;
            case JsonNumber(String text) -> text.matches("-?\\d+") ? Atomic.LONG : Atomic.DOUBLE;
            case JsonString _, JsonNull _ -> Atomic.STRING;
            case JsonArray(List<JsonValue> items) ->
                new DataType.Array(items.isEmpty() ? Atomic.STRING : type(items.getFirst()), true);
            case JsonObject(Map<String, JsonValue> fields) ->
                new DataType.Struct(fields.entrySet().stream()
                        .map(field -> new Field(field.getKey(), type(field.getValue()), true))
                        .toList());
        };
    }
}
