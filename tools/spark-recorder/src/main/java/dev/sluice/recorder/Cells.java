package dev.sluice.recorder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/// The rows of a stream script: cells between ` | `.
///
/// `NULL` is null; a JSON string literal is that string, for text that would be misread otherwise; everything else is
/// what `CAST(value AS STRING)` prints, so nested values look like `[1, 2]`, `{1, a}` and `{k -> v}`, with `null`
/// inside.
final class Cells {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Cells() {}

    /// @param zone that timestamps are written in
    static Row parse(String line, StructType schema, ZoneId zone) {
        List<String> cells = split(line, "|");
        StructField[] fields = schema.fields();
        if (cells.size() != fields.length) {
            throw new IllegalArgumentException(
                    "row has " + cells.size() + " cells, not " + fields.length + ": " + line);
        }
        Object[] values = new Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            String cell = cells.get(i).strip();
            values[i] = cell.equals("NULL") ? null : value(cell, fields[i].dataType(), zone);
        }
        return RowFactory.create(values);
    }

    /// A row of strings, as cells. `isText` says which columns were strings before they were cast.
    static String print(Row row, boolean[] isText) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.length(); i++) {
            String text = row.getString(i);
            cells.add(text == null ? "NULL" : isText[i] && isMisread(text) ? quoted(text) : text);
        }
        return String.join(" | ", cells);
    }

    private static boolean isMisread(String text) {
        return text.isEmpty()
                || !text.equals(text.strip())
                || text.equals("NULL")
                || text.startsWith("\"")
                || text.startsWith("--")
                || text.chars().anyMatch(c -> c == '|' || c < ' ');
    }

    private static Object value(String cell, DataType type, ZoneId zone) {
        if (type instanceof ArrayType array) {
            List<Object> elements = new ArrayList<>();
            for (String each : inside(cell, '[', ']')) {
                elements.add(nested(each, array.elementType(), zone));
            }
            return CollectionConverters.asScala(elements).toSeq();
        }
        if (type instanceof StructType struct) {
            List<String> parts = inside(cell, '{', '}');
            Object[] values = new Object[parts.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = nested(parts.get(i), struct.fields()[i].dataType(), zone);
            }
            return RowFactory.create(values);
        }
        if (type instanceof MapType map) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            for (String entry : inside(cell, '{', '}')) {
                String[] sides = entry.split(" -> ", 2);
                entries.put(nested(sides[0], map.keyType(), zone), nested(sides[1], map.valueType(), zone));
            }
            return CollectionConverters.asScala(entries);
        }
        String text = cell.startsWith("\"") ? unquoted(cell) : cell;
        String name = type.typeName();
        return switch (name.startsWith("decimal") ? "decimal" : name) {
            case "string" -> text;
            case "boolean" -> Boolean.valueOf(text);
            case "byte" -> Byte.valueOf(text);
            case "short" -> Short.valueOf(text);
            case "integer" -> Integer.valueOf(text);
            case "long" -> Long.valueOf(text);
            case "float" -> Float.valueOf(text);
            case "double" -> Double.valueOf(text);
            case "decimal" -> new BigDecimal(text);
            case "date" -> Date.valueOf(text);
            case "timestamp" -> Timestamp.from(wallClock(text).atZone(zone).toInstant());
            case "timestamp_ntz" -> wallClock(text);
            default -> throw new IllegalArgumentException("no way to write a " + name + " in a script: " + cell);
        };
    }

    private static LocalDateTime wallClock(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T'));
    }

    private static Object nested(String cell, DataType type, ZoneId zone) {
        return cell.equals("null") ? null : value(cell, type, zone);
    }

    private static List<String> inside(String cell, char open, char close) {
        if (cell.length() < 2 || cell.charAt(0) != open || cell.charAt(cell.length() - 1) != close) {
            throw new IllegalArgumentException("expected " + open + "…" + close + ": " + cell);
        }
        String content = cell.substring(1, cell.length() - 1);
        return content.isBlank() ? List.of() : split(content, ",").stream().map(String::strip).toList();
    }

    /// Splits at a separator that is outside of brackets and of JSON strings.
    private static List<String> split(String text, String separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean opensCell = text.substring(from, i).isBlank();
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"' && opensCell) {
                quoted = true;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            } else if (depth == 0 && text.startsWith(separator, i)) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String unquoted(String cell) {
        try {
            return JSON.readValue(cell, String.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON string: " + cell, e);
        }
    }
}
