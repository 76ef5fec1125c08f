package dev.sluice.testing;

import dev.sluice.format.TimeParser;
import dev.sluice.json.JsonValue;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads cells: the text that `CAST(… AS STRING)` prints, back into values in the form of [dev.sluice.vector.Values].
final class CellText {

    private CellText() {}

    /// Splits at a separator that is outside of brackets and of JSON strings.
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '\\') i++;
                if (c == '"') quoted = false;
            } else if (c == '"' && text.substring(from, i).isBlank()) {
                quoted = true;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            } else if (depth == 0 && c == separator) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    static String unquote(String cell) {
        return cell.startsWith("\"") ? JsonValue.parse(cell).asString() : cell;
    }

    /// @throws IllegalArgumentException if the row does not fit the columns
    static List<@Nullable Object> values(ScriptRow row, DataType.Struct columns, ZoneId zone) {
        if (row.cells().size() != columns.size()) {
            throw new IllegalArgumentException(
                    "a row of " + row.cells().size() + " cells for " + columns.size() + " columns: " + row);
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String cell = row.cells().get(i);
            values.add(cell == null ? null : value(cell, columns.field(i).type(), zone));
        }
        return values;
    }

    private static Object value(String cell, DataType type, ZoneId zone) {
        return switch (type) {
            case Atomic atomic -> atomic(cell, atomic, zone);
            case DataType.Decimal(_, int scale) -> new BigDecimal(cell).setScale(scale, RoundingMode.UNNECESSARY);
            case DataType.Array(DataType element, _) -> {
                List<@Nullable Object> elements = new ArrayList<>();
                inside(cell, '[', ']').forEach(part -> elements.add(nested(part, element, zone)));
                yield elements;
            }
            case DataType.Struct struct -> {
                List<String> parts = inside(cell, '{', '}');
                List<@Nullable Object> fields = new ArrayList<>();
                for (int i = 0; i < struct.size(); i++) {
                    fields.add(nested(parts.get(i), struct.field(i).type(), zone));
                }
                yield fields;
            }
            case DataType.Map(DataType key, DataType mapped, _) -> {
                Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
                for (String entry : inside(cell, '{', '}')) {
                    String[] sides = entry.split(" -> ", 2);
                    entries.put(nested(sides[0], key, zone), nested(sides[1], mapped, zone));
                }
                yield entries;
            }
            case DataType.Interval _ -> throw unreadable(cell, type);
        };
    }

    private static Object atomic(String cell, Atomic type, ZoneId zone) {
        byte[] bytes = cell.getBytes(StandardCharsets.UTF_8);
        return switch (type) {
            case STRING -> cell;
            case BINARY -> bytes;
            case BOOLEAN -> Boolean.valueOf(cell);
            case BYTE, SHORT, INT -> Integer.valueOf(cell);
            case LONG -> Long.valueOf(cell);
            case FLOAT -> Float.valueOf(cell);
            case DOUBLE -> Double.valueOf(cell);
            case DATE -> Math.toIntExact(known(TimeParser.date(bytes, 0, bytes.length), cell, type));
            case TIMESTAMP -> known(TimeParser.timestamp(bytes, 0, bytes.length, zone), cell, type);
            case TIMESTAMP_NTZ -> known(TimeParser.wallClock(bytes, 0, bytes.length), cell, type);
            case CALENDAR_INTERVAL, NULL -> throw unreadable(cell, type);
        };
    }

    private static long known(long time, String cell, DataType type) {
        if (time == TimeParser.NONE) throw unreadable(cell, type);
        return time;
    }

    private static IllegalArgumentException unreadable(String cell, DataType type) {
        return new IllegalArgumentException("not a way to write a value of " + type.sql() + ": " + cell);
    }

    private static @Nullable Object nested(String text, DataType type, ZoneId zone) {
        String cell = text.strip();
        return cell.equals("null") ? null : value(unquote(cell), type, zone);
    }

    private static List<String> inside(String cell, char open, char close) {
        if (cell.length() < 2 || cell.charAt(0) != open || cell.charAt(cell.length() - 1) != close) {
            throw new IllegalArgumentException("expected " + open + "…" + close + ": " + cell);
        }
        String content = cell.substring(1, cell.length() - 1);
        return content.isBlank() ? List.of() : split(content, ',');
    }
}
