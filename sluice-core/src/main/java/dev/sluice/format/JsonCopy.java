package dev.sluice.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// JSON values written anew in a normal form: without space, text between double quotes and with the shortest escapes,
/// numbers as Java writes them.
///
/// ```text
/// { 'a': 1.50, "b" : "é" }   =>   {"a":1.5,"b":"é"}
/// ```
///
/// The form is the one in which Spark's functions give what they took out of a text. What is copied has been checked by
/// a [JsonScanner].
final class JsonCopy {

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[64];
    private int size;
    private int depth;

    void clear() {
        size = 0;
        depth = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    /// Whether a value is a word or a whole number, whose normal form is how it is written.
    static boolean isNormal(byte[] bytes, int from, int to) {
        byte first = bytes[from];
        if (first == 't' || first == 'f' || first == 'n') return true;
        int digits = first == '-' ? from + 1 : from;
        if (bytes[digits] == '0' && (first == '-' || digits + 1 < to)) return false;
        for (int i = digits; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') return false;
        }
        return true;
    }

    // ---- lists, whose items are separated by themselves

    void beginList() {
        beginItem();
        put('[');
        depth++;
    }

    void endList() {
        depth--;
        put(']');
    }

    /// Appends the value that begins at a position.
    void item(JsonScanner json, int from) {
        beginItem();
        value(json, from);
    }

    /// Appends some of what another has as it is.
    void item(JsonCopy other, int from, int to) {
        beginItem();
        put(other.bytes, from, to);
    }

    /// Appends what a string says, without quotes.
    void text(JsonScanner json, int from) {
        int end = json.skipString(from);
        json.readText(from, end, json.escaped());
        put(json.text(), json.textStart(), json.textEnd());
    }

    private void beginItem() {
        if (depth > 0 && bytes[size - 1] != '[') put(',');
    }

    // ---- values

    /// Appends the value that begins at a position.
    ///
    /// @return the position behind it
    int value(JsonScanner json, int from) {
        return switch (json.at(from)) {
            case '{' -> object(json, from);
            case '[' -> list(json, from);
            case '"', '\'' -> string(json, from, json.skipString(from));
            default -> scalar(json, from);
        };
    }

    private int object(JsonScanner json, int from) {
        put('{');
        int at = json.skipSpace(from + 1);
        while (json.at(at) != '}') {
            int colon = json.skipName(at);
            string(json, at, colon);
            put(':');
            int end = value(json, json.skipColon(colon));
            int next = json.separator(end, '}');
            if (next < 0) {
                put('}');
                return ~next;
            }
            put(',');
            at = json.skipSpace(next);
        }
        put('}');
        return at + 1;
    }

    private int list(JsonScanner json, int from) {
        put('[');
        int at = json.skipSpace(from + 1);
        while (json.at(at) != ']') {
            int end = value(json, at);
            int next = json.separator(end, ']');
            if (next < 0) {
                put(']');
                return ~next;
            }
            put(',');
            at = json.skipSpace(next);
        }
        put(']');
        return at + 1;
    }

    private int string(JsonScanner json, int from, int end) {
        json.readText(from, end, json.escaped());
        byte[] text = json.text();
        put('"');
        for (int i = json.textStart(); i < json.textEnd(); i++) {
            byte b = text[i];
            switch (b) {
                case '"', '\\' -> escape(b);
                case '\b' -> escape('b');
                case '\t' -> escape('t');
                case '\n' -> escape('n');
                case '\f' -> escape('f');
                case '\r' -> escape('r');
                default -> {
                    if (b >= 0 && b < ' ') {
                        unit(b);
                    } else if ((b & 0xF8) == 0xF0 && Utf8.behind(text, i, json.textEnd()) > 0) {
                        pair(text, i);
                        i += 3;
                    } else {
                        put(b);
                    }
                }
            }
        }
        put('"');
        return end;
    }

    /// A character of four bytes, which Spark writes as two units of UTF-16.
    private void pair(byte[] text, int at) {
        int character = (text[at] & 7) << 18 | (text[at + 1] & 63) << 12 | (text[at + 2] & 63) << 6 | text[at + 3] & 63;
        unit(Character.highSurrogate(character));
        unit(Character.lowSurrogate(character));
    }

    private void unit(int unit) {
        escape('u');
        for (int shift = 12; shift >= 0; shift -= 4) put(HEX[unit >> shift & 15]);
    }

    private int scalar(JsonScanner json, int from) {
        int end = json.skipValue(from);
        byte[] in = json.bytes();
        if (isNormal(in, from, end)) {
            put(in, from, end);
        } else if (json.isWholeNumber(from, end)) {
            wholeNumber(in, from, end);
        } else {
            number(new String(in, from, end - from, StandardCharsets.US_ASCII));
        }
        return end;
    }

    /// Without a sign before zero, and without zeros before other digits.
    private void wholeNumber(byte[] in, int from, int end) {
        boolean negative = in[from] == '-';
        int digits = negative ? from + 1 : from;
        while (digits < end - 1 && in[digits] == '0') digits++;
        if (negative && in[digits] != '0') put('-');
        put(in, digits, end);
    }

    /// What is no number in JSON is a string.
    private void number(String written) {
        double value = switch (written) {
            case "NaN" -> Double.NaN;
            case "Infinity", "INF", "+Infinity", "+INF" -> Double.POSITIVE_INFINITY;
            case "-Infinity", "-INF" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(written);
        };
        byte[] text = String.valueOf(value).getBytes(StandardCharsets.US_ASCII);
        boolean quoted = !Double.isFinite(value);
        if (quoted) put('"');
        put(text, 0, text.length);
        if (quoted) put('"');
    }

    // ---- bytes

    private void escape(int character) {
        put('\\');
        put(character);
    }

    private void put(int b) {
        if (size == bytes.length) bytes = Arrays.copyOf(bytes, size * 2);
        bytes[size++] = (byte) b;
    }

    private void put(byte[] from, int start, int end) {
        int length = end - start;
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, length), bytes.length * 2));
        }
        System.arraycopy(from, start, bytes, size, length);
        size += length;
    }
}
