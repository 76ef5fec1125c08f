package dev.sluice.testing.fuzz;

import dev.sluice.api.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A row as a line in which equal values look alike and others don't; tools/spark-recorder writes Spark's rows so.
///
/// ```text
/// 1 | true | "text" | 0x3ff0000000000000 | @18262 | [1, null] | {1, "a"} | <"k" 1>
/// ```
///
/// Floating-point numbers are their bits, since Javas print them differently; dates are days, timestamps microseconds.
final class RowText {

    private RowText() {}

    static String of(Row row) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) values.add(row.get(i));
        return of(values);
    }

    static String of(List<@Nullable Object> row) {
        var out = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            if (i > 0) out.append(" | ");
            append(out, row.get(i));
        }
        return out.toString();
    }

    private static void append(StringBuilder out, @Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case String text -> quoted(out, text);
            case Double number -> out.append("0x%016x".formatted(Double.doubleToLongBits(number)));
            case Float number -> out.append("0x%08x".formatted(Float.floatToIntBits(number)));
            case BigDecimal number -> out.append(number.toPlainString());
            case byte[] bytes -> out.append('x').append(HexFormat.of().formatHex(bytes));
            case LocalDate date -> out.append('@').append(date.toEpochDay());
            case Instant at -> out.append('@').append(micros(at));
            case LocalDateTime at -> out.append('@').append(micros(at.toInstant(ZoneOffset.UTC)));
            case List<?> list -> items(out, "[", list, "]");
            case Row row -> {
                out.append('{');
                for (int i = 0; i < row.size(); i++) {
                    if (i > 0) out.append(", ");
                    append(out, row.get(i));
                }
                out.append('}');
            }
            case Map<?, ?> map -> {
                out.append('<');
                map.forEach((key, each) -> {
                    append(out, key);
                    out.append(' ');
                    append(out, each);
                    out.append(' ');
                });
                out.append('>');
            }
            default -> out.append(value);
        }
    }

    private static void items(StringBuilder out, String open, List<?> list, String close) {
        out.append(open);
        for (int i = 0; i < list.size(); i++) {
            if (i > 0) out.append(", ");
            append(out, list.get(i));
        }
        out.append(close);
    }

    private static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000);
    }

    private static void quoted(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c >= ' ' && c < 127) {
                out.append(c);
            } else {
                out.append("\\u%04x".formatted((int) c));
            }
        }
        out.append('"');
    }
}
