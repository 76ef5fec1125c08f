package dev.sluice.type;

import dev.sluice.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads types from Spark's JSON schema form.
final class DataTypeJson {

    private static final Pattern DECIMAL = Pattern.compile("decimal\\(\\s*(\\d+)\\s*,\\s*(\\d+)\\s*\\)");

    static final Map<String, DataType.Interval> INTERVALS = intervals();

    private DataTypeJson() {}

    private static Map<String, DataType.Interval> intervals() {
        Map<String, DataType.Interval> named = new HashMap<>();
        for (int from = 0; from <= 3; from++) {
            for (int to = from; to <= 3; to++) {
                List<DataType.Interval> all = to > 1
                        ? List.of(new DataType.DayTimeInterval(from, to))
                        : List.of(new DataType.DayTimeInterval(from, to), new DataType.YearMonthInterval(from, to));
                all.forEach(type -> named.put(type.simpleString(), type));
            }
        }
        return Map.copyOf(named);
    }

    static DataType read(JsonValue json) {
        return json instanceof JsonValue.JsonObject object ? nested(object) : named(json.asString());
    }

    private static DataType nested(JsonValue.JsonObject json) {
        return switch (json.require("type").asString()) {
            case "struct" ->
                new DataType.Struct(json.require("fields").asList().stream()
                        .map(field -> field(field.asObject()))
                        .toList());
            case "array" ->
                new DataType.Array(
                        read(json.require("elementType")),
                        json.require("containsNull").asBoolean());
            case "map" ->
                new DataType.Map(
                        read(json.require("keyType")),
                        read(json.require("valueType")),
                        json.require("valueContainsNull").asBoolean());
            case String other -> throw new IllegalArgumentException("no type \"" + other + "\"");
        };
    }

    private static Field field(JsonValue.JsonObject json) {
        return new Field(
                json.require("name").asString(),
                read(json.require("type")),
                json.require("nullable").asBoolean(),
                comment(json));
    }

    private static @Nullable String comment(JsonValue.JsonObject json) {
        boolean said = json.get("metadata") instanceof JsonValue.JsonObject metadata && metadata.get("comment") != null;
        return said ? json.require("metadata").asObject().require("comment").asString() : null;
    }

    private static DataType named(String name) {
        for (DataType.Atomic type : DataType.Atomic.values()) {
            if (type.jsonName().equals(name)) return type;
        }
        DataType interval = INTERVALS.get(name);
        if (interval != null) return interval;
        Matcher decimal = DECIMAL.matcher(name);
        if (decimal.matches()) {
            return new DataType.Decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        throw new IllegalArgumentException("no type \"" + name + "\"");
    }
}
