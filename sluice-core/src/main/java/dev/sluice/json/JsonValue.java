package dev.sluice.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON value as a small tree, for control data: offsets, log entries, schemas, progress.
///
/// Rows of data never take this form; their reader and writer is `dev.sluice.format`.
public sealed interface JsonValue {

    /// The JSON `null`.
    enum JsonNull implements JsonValue {
        NULL
    }

    record JsonBoolean(boolean value) implements JsonValue {}

    /// A number, kept as it is written.
    record JsonNumber(String text) implements JsonValue {}

    record JsonString(String value) implements JsonValue {}

    record JsonArray(List<JsonValue> items) implements JsonValue {
        public JsonArray {
            items = List.copyOf(items);
        }
    }

    /// An object; the fields keep their order.
    record JsonObject(Map<String, JsonValue> fields) implements JsonValue {
        public JsonObject {
            fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /// The field's value, or null if there is none.
        public @Nullable JsonValue get(String name) {
            return fields.get(name);
        }

        /// The field's value.
        ///
        /// @throws IllegalArgumentException if there is none
        public JsonValue require(String name) {
            JsonValue value = fields.get(name);
            if (value == null) throw new IllegalArgumentException("no field \"" + name + "\" in " + this);
            return value;
        }

        @Override
        public String toString() {
            return toText();
        }
    }

    static JsonValue of(@Nullable Object value) {
        return switch (value) {
            case null -> JsonNull.NULL;
            case JsonValue json -> json;
            case Boolean b -> new JsonBoolean(b);
            case Number n -> new JsonNumber(n.toString());
            case CharSequence s -> new JsonString(s.toString());
            case List<?> list -> new JsonArray(list.stream().map(JsonValue::of).toList());
            case Map<?, ?> map -> {
                var fields = new LinkedHashMap<String, JsonValue>();
                map.forEach((k, v) -> fields.put(String.valueOf(k), of(v)));
                yield new JsonObject(fields);
            }
            default -> throw new IllegalArgumentException("no JSON form for " + value.getClass());
        };
    }

    /// Parses one JSON value.
    ///
    /// @throws IllegalArgumentException naming the place, if the text is not JSON
    static JsonValue parse(String text) {
        return new JsonParser(text).parseAll();
    }

    /// Starts an object.
    static ObjectBuilder object() {
        return new ObjectBuilder();
    }

    default String asString() {
        return switch (this) {
            case JsonString(String value) -> value;
            case JsonNumber(String text) -> text;
            case JsonBoolean(boolean value) -> String.valueOf(value);
            default -> throw new IllegalArgumentException("expected a string, found " + toText());
        };
    }

    default long asLong() {
        if (this instanceof JsonNumber(String text)) return Long.parseLong(text);
        throw new IllegalArgumentException("expected a number, found " + toText());
    }

    default boolean asBoolean() {
        if (this instanceof JsonBoolean(boolean value)) return value;
        throw new IllegalArgumentException("expected true or false, found " + toText());
    }

    default List<JsonValue> asList() {
        if (this instanceof JsonArray(List<JsonValue> items)) return items;
        throw new IllegalArgumentException("expected an array, found " + toText());
    }

    default JsonObject asObject() {
        if (this instanceof JsonObject object) return object;
        throw new IllegalArgumentException("expected an object, found " + toText());
    }

    /// The value on one line, without spaces.
    default String toText() {
        var out = new StringBuilder();
        JsonPrinter.print(this, out);
        return out.toString();
    }

    /// The value on many lines, two spaces a level, as Spark's `prettyJson` lays it out (`"name" : value`).
    default String toPrettyText() {
        var out = new StringBuilder();
        JsonPrinter.pretty(this, 0, out);
        return out.toString();
    }

    /// Collects the fields of an object in order.
    final class ObjectBuilder {
        private final Map<String, JsonValue> fields = new LinkedHashMap<>();

        private ObjectBuilder() {}

        public ObjectBuilder put(String name, @Nullable Object value) {
            fields.put(name, of(value));
            return this;
        }

        public JsonObject build() {
            return new JsonObject(fields);
        }
    }
}
