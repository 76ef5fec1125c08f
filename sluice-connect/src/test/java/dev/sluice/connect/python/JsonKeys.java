package dev.sluice.connect.python;

import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonArray;
import dev.sluice.json.JsonValue.JsonBoolean;
import dev.sluice.json.JsonValue.JsonNull;
import dev.sluice.json.JsonValue.JsonNumber;
import dev.sluice.json.JsonValue.JsonObject;
import dev.sluice.json.JsonValue.JsonString;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The form of JSON: which keys there are, and of what kind their values. PySpark asks for keys by their names, and
/// fails where one is missing.
final class JsonKeys {

    /// Keys that depend on the engine, not on the protocol.
    private static final Set<String> OPEN =
            Set.of("durationMs", "customMetrics", "metrics", "startOffset", "endOffset", "latestOffset");

    private JsonKeys() {}

    static String of(String json) {
        return form(JsonValue.parse(json));
    }

    private static String form(String key, JsonValue value) {
        if (OPEN.contains(key)) return "…";
        return key.equals("errorClassOnException") ? value.toText() : form(value);
    }

    private static String form(JsonValue value) {
        return switch (value) {
            case JsonObject object ->
                new TreeMap<>(object.fields())
                        .entrySet().stream()
                                .map(field -> field.getKey() + ": " + form(field.getKey(), field.getValue()))
                                .collect(Collectors.joining(", ", "{", "}"));
            case JsonArray(List<JsonValue> items) ->
                items.stream().map(JsonKeys::form).distinct().collect(Collectors.joining(", ", "[", "]"));
            case JsonString _ -> "text";
            case JsonNumber _ -> "number";
            case JsonBoolean _ -> "boolean";
            case JsonNull _ -> "null";
        };
    }
}
