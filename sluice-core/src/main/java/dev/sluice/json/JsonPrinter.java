package dev.sluice.json;

import java.util.Map;

/// Writes JSON values as text.
public final class JsonPrinter {

    private JsonPrinter() {}

    static void print(JsonValue value, StringBuilder out) {
        switch (value) {
            case JsonValue.JsonNull _ -> out.append("null");
            case JsonValue.JsonBoolean(boolean b) -> out.append(b);
            case JsonValue.JsonNumber(String text) -> out.append(text);
            case JsonValue.JsonString(String text) -> quote(text, out);
            case JsonValue.JsonArray(var items) -> {
                out.append('[');
                for (int i = 0; i < items.size(); i++) {
                    if (i > 0) out.append(',');
                    print(items.get(i), out);
                }
                out.append(']');
            }
            case JsonValue.JsonObject(var fields) -> {
                out.append('{');
                String separator = "";
                for (Map.Entry<String, JsonValue> field : fields.entrySet()) {
                    out.append(separator);
                    quote(field.getKey(), out);
                    out.append(':');
                    print(field.getValue(), out);
                    separator = ",";
                }
                out.append('}');
            }
        }
    }

    static void pretty(JsonValue value, int depth, StringBuilder out) {
        switch (value) {
            case JsonValue.JsonArray(var items)
            when !items.isEmpty() -> {
                out.append("[ ");
                for (int i = 0; i < items.size(); i++) {
                    if (i > 0) out.append(", ");
                    pretty(items.get(i), depth, out);
                }
                out.append(" ]");
            }
            case JsonValue.JsonObject(var fields) when fields.isEmpty() -> out.append("{ }");
            case JsonValue.JsonObject(var fields) -> {
                String separator = "{\n";
                for (Map.Entry<String, JsonValue> field : fields.entrySet()) {
                    out.append(separator).repeat("  ", depth + 1);
                    quote(field.getKey(), out);
                    out.append(" : ");
                    pretty(field.getValue(), depth + 1, out);
                    separator = ",\n";
                }
                out.append('\n').repeat("  ", depth).append('}');
            }
            default -> print(value, out);
        }
    }

    /// Appends the text between double quotes, escaped as JSON asks (RFC 8259, section 7).
    public static void quote(CharSequence text, StringBuilder out) {
        out.append('"');
        int plain = 0; // from here on nothing is written yet
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c != '"' && c != '\\') continue;
            out.append(text, plain, i);
            escape(c, out);
            plain = i + 1;
        }
        out.append(text, plain, text.length()).append('"');
    }

    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            default -> out.append(String.format("\\u%04X", (int) c));
        }
    }
}
