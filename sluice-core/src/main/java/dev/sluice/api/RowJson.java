package dev.sluice.api;

import dev.sluice.json.JsonValue;
import dev.sluice.type.DataType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A [Row] as JSON. Source: Spark's `Row.json`.
final class RowJson {

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .toFormatter();

    private RowJson() {}

    static JsonValue of(Row row) {
        DataType.Struct schema = row.schema();
        if (schema == null) throw new IllegalStateException("JSON needs names, and this row has none: " + row);
        return struct(row, schema);
    }

    private static JsonValue struct(Row row, DataType.Struct schema) {
        JsonValue.ObjectBuilder object = JsonValue.object();
        for (int i = 0; i < schema.size(); i++) {
            object.put(schema.field(i).name(), value(row.get(i), schema.field(i).type()));
        }
        return object.build();
    }

    private static JsonValue value(@Nullable Object value, DataType type) {
        return switch (value) {
            case null -> JsonValue.of(null);
            case Row row when type instanceof DataType.Struct struct -> struct(row, struct);
            case List<?> list when type instanceof DataType.Array(var element, _) -> list(list, element);
            case Map<?, ?> map when type instanceof DataType.Map(var key, var item, _) -> map(map, key, item);
            case Float number -> number(number.doubleValue(), number.toString());
            case Double number -> number(number, number.toString());
            case BigDecimal number -> JsonValue.of(number);
            case Boolean _, Number _ -> JsonValue.of(value);
            case byte[] bytes -> JsonValue.of(Base64.getEncoder().encodeToString(bytes));
            case Instant instant -> JsonValue.of(TIME.format(LocalDateTime.ofInstant(instant, ZoneId.systemDefault())));
            case LocalDateTime time -> JsonValue.of(TIME.format(time));
            case LocalDate date -> JsonValue.of(date.toString());
            default -> JsonValue.of(value.toString());
        };
    }

    /// JSON has no numbers for NaN and infinity.
    private static JsonValue number(double value, String text) {
        return Double.isFinite(value) ? JsonValue.of(new BigDecimal(text)) : JsonValue.of(text);
    }

    private static JsonValue list(List<?> list, DataType element) {
        List<JsonValue> items = new ArrayList<>();
        list.forEach(item -> items.add(value(item, element)));
        return JsonValue.of(items);
    }

    /// An object if the keys are text, else a list of keys and values.
    private static JsonValue map(Map<?, ?> map, DataType key, DataType item) {
        if (key == DataType.Atomic.STRING) {
            JsonValue.ObjectBuilder object = JsonValue.object();
            map.forEach((k, v) -> object.put(String.valueOf(k), value(v, item)));
            return object.build();
        }
        List<JsonValue> entries = new ArrayList<>();
        map.forEach((k, v) -> entries.add(JsonValue.object()
                .put("key", value(k, key))
                .put("value", value(v, item))
                .build()));
        return JsonValue.of(entries);
    }
}
