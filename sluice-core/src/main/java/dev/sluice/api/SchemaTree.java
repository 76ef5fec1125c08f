package dev.sluice.api;

import dev.sluice.json.JsonValue;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;

/// Draws a schema as Spark's `printSchema` does.
final class SchemaTree {

    private SchemaTree() {}

    static String of(DataType.Struct schema) {
        var out = new StringBuilder("root\n");
        fields(schema, " |-- ", out);
        return out.toString();
    }

    private static void fields(DataType.Struct struct, String prefix, StringBuilder out) {
        for (Field field : struct.fields()) {
            line(prefix, field.name(), field.type(), "nullable = " + field.nullable(), out);
        }
    }

    private static void line(String prefix, String name, DataType type, String note, StringBuilder out) {
        out.append(prefix).append(name).append(": ").append(typeName(type));
        if (!note.isEmpty()) out.append(" (").append(note).append(')');
        out.append('\n');
        String below = " |   " + prefix;
        switch (type) {
            case DataType.Struct struct -> fields(struct, below, out);
            case DataType.Array(DataType element, boolean containsNull) ->
                line(below, "element", element, "containsNull = " + containsNull, out);
            case DataType.Map(DataType key, DataType value, boolean containsNull) -> {
                line(below, "key", key, "", out);
                line(below, "value", value, "valueContainsNull = " + containsNull, out);
            }
            case DataType.Atomic _, DataType.Decimal _, DataType.Interval _ -> {}
        }
    }

    private static String typeName(DataType type) {
        return switch (type) {
            case DataType.Struct _ -> "struct";
            case DataType.Array _ -> "array";
            case DataType.Map _ -> "map";
            case DataType.Atomic _, DataType.Decimal _, DataType.Interval _ ->
                type.toJson() instanceof JsonValue.JsonString(String name) ? name : type.simpleString();
        };
    }
}
