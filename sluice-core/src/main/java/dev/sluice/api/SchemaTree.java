package dev.sluice.api;

import dev.sluice.json.JsonValue;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;

/// Draws a schema as Spark's `printSchema` does.
final class SchemaTree {

    private SchemaTree() {}

    static String of(DataType.Struct schema) {
        return of(schema, Integer.MAX_VALUE);
    }

    /// @param levels how deep to go; a column of the schema is one level deep
    static String of(DataType.Struct schema, int levels) {
        var out = new StringBuilder("root\n");
        fields(schema, " |-- ", levels, out);
        return out.toString();
    }

    private static void fields(DataType.Struct struct, String prefix, int levels, StringBuilder out) {
        for (Field field : struct.fields()) {
            line(prefix, field.name(), field.type(), "nullable = " + field.nullable(), levels, out);
        }
    }

    private static void line(String prefix, String name, DataType type, String note, int levels, StringBuilder out) {
        if (levels <= 0) return;
        out.append(prefix).append(name).append(": ").append(typeName(type));
        if (!note.isEmpty()) out.append(" (").append(note).append(')');
        out.append('\n');
        String below = " |   " + prefix;
        switch (type) {
            case DataType.Struct struct -> fields(struct, below, levels - 1, out);
            case DataType.Array(DataType element, boolean containsNull) ->
                line(below, "element", element, "containsNull = " + containsNull, levels - 1, out);
            case DataType.Map(DataType key, DataType value, boolean containsNull) -> {
                line(below, "key", key, "", levels - 1, out);
                line(below, "value", value, "valueContainsNull = " + containsNull, levels - 1, out);
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
