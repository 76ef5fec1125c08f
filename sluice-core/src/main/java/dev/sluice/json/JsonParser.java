package dev.sluice.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one JSON value (RFC 8259) from a text.
final class JsonParser {

    private static final int MAX_DEPTH = 500;

    private final String text;
    private int at;
    private int depth;

    JsonParser(String text) {
        this.text = text;
    }

    JsonValue parseAll() {
        JsonValue value = value();
        skipSpace();
        if (at < text.length()) throw wrong("the end");
        return value;
    }

    private JsonValue value() {
        skipSpace();
        if (at >= text.length()) throw wrong("a value");
        return switch (text.charAt(at)) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> new JsonValue.JsonString(string());
            case 't' -> word("true", new JsonValue.JsonBoolean(true));
            case 'f' -> word("false", new JsonValue.JsonBoolean(false));
            case 'n' -> word("null", JsonValue.JsonNull.NULL);
            default -> number();
        };
    }

    private JsonValue object() {
        enter();
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        if (!accept('}')) {
            do {
                skipSpace();
                if (at >= text.length() || text.charAt(at) != '"') throw wrong("a field name");
                String name = string();
                if (!accept(':')) throw wrong("':'");
                fields.put(name, value());
            } while (accept(','));
            if (!accept('}')) throw wrong("',' or '}'");
        }
        depth--;
        return new JsonValue.JsonObject(fields);
    }

    private JsonValue array() {
        enter();
        List<JsonValue> items = new ArrayList<>();
        if (!accept(']')) {
            do {
                items.add(value());
            } while (accept(','));
            if (!accept(']')) throw wrong("',' or ']'");
        }
        depth--;
        return new JsonValue.JsonArray(items);
    }

    private void enter() {
        at++;
        if (++depth > MAX_DEPTH) throw wrong("at most " + MAX_DEPTH + " levels");
    }

    private String string() {
        var out = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') return out.toString();
            if (c != '\\') {
                out.append(c);
            } else if (at < text.length()) {
                escape(text.charAt(at++), out);
            }
        }
        throw wrong("'\"'");
    }

    private void escape(char c, StringBuilder out) {
        switch (c) {
            case '"', '\\', '/' -> out.append(c);
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'u' -> {
                if (at + 4 > text.length()) throw wrong("four hexadecimal digits");
                out.append((char) Integer.parseInt(text, at, at + 4, 16));
                at += 4;
            }
            default -> throw wrong("an escape character");
        }
    }

    private JsonValue number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) at++;
        String digits = text.substring(start, at);
        if (!digits.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?")) {
            at = start;
            throw wrong("a value");
        }
        return new JsonValue.JsonNumber(digits);
    }

    private JsonValue word(String word, JsonValue value) {
        if (!text.startsWith(word, at)) throw wrong("a value");
        at += word.length();
        return value;
    }

    private boolean accept(char c) {
        skipSpace();
        boolean found = at < text.length() && text.charAt(at) == c;
        if (found) at++;
        return found;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException("not JSON: expected " + expected + " at character " + at + " of " + text);
    }
}
