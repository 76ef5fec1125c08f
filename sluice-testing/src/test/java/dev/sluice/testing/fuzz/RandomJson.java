package dev.sluice.testing.fuzz;

import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Lines of JSON made up by chance for a schema: fields that are missing, there twice or unknown, values of other
/// types, all ways of writing a value, and damage.
final class RandomJson {

    private static final int DEEPEST = 4;

    /// What may stand without quotes.
    private static final Pattern BARE =
            Pattern.compile("true|false|-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?|NaN|-?Infinity|[+-]INF");

    private final Dice dice;
    private final RandomValues values;
    private final Mutation mutation;
    private final DataType.Struct schema;

    RandomJson(Dice dice, DataType.Struct schema) {
        this.dice = dice;
        this.schema = schema;
        values = new RandomValues(dice);
        mutation = new Mutation(dice, "{}[]\"\",::'\\/*#-+.eEu0n t");
    }

    /// A line without its end; mostly one record.
    byte[] line() {
        var out = new StringBuilder();
        switch (dice.below(24)) {
            case 0 -> array(out, schema, 0);
            case 1 -> any(out, 0);
            case 2 -> {
                object(out, schema, 0);
                out.append(dice.one(" ", ",", "x", "{}", "null", "]"));
            }
            default -> object(out, schema, 0);
        }
        byte[] line = out.toString().getBytes(StandardCharsets.UTF_8);
        return dice.oneIn(4) ? mutation.of(line) : line;
    }

    private void object(StringBuilder out, DataType.Struct struct, int depth) {
        out.append('{');
        boolean first = true;
        int fieldsIn = depth == 0 ? 2 : 6;
        for (Field field : struct.fields()) {
            if (field.name().startsWith("_") || dice.oneIn(fieldsIn)) continue;
            for (int times = dice.oneIn(40) ? 2 : 1; times > 0; times--) {
                first = separator(out, first);
                name(out, field.name());
                value(out, field.type(), depth + 1);
            }
        }
        if (dice.oneIn(6)) {
            separator(out, first);
            name(out, dice.one("other", "", "I", "é", "_corrupt_record", "a.b", "日", "\"", "o"));
            any(out, depth + 1);
            if (dice.oneIn(80)) out.append(',');
        }
        space(out);
        out.append('}');
    }

    private boolean separator(StringBuilder out, boolean first) {
        if (!first) out.append(',');
        space(out);
        return false;
    }

    private void name(StringBuilder out, String name) {
        if (dice.oneIn(400)) {
            out.append(name);
        } else {
            string(out, name);
        }
        space(out);
        out.append(':');
        space(out);
    }

    private void value(StringBuilder out, DataType type, int depth) {
        if (dice.oneIn(20)) {
            out.append("null");
        } else if (dice.oneIn(10)) {
            any(out, depth);
        } else {
            switch (type) {
                case DataType.Struct struct -> object(out, struct, depth);
                case DataType.Array array -> array(out, array.element(), depth);
                case DataType.Map map -> entries(out, map.value(), depth);
                default -> scalar(out, type);
            }
        }
    }

    private void scalar(StringBuilder out, DataType type) {
        String text = type == DataType.Atomic.BOOLEAN ? dice.one("true", "false") : values.of(type);
        boolean bare = switch (type) {
            case DataType.Atomic atomic ->
                switch (atomic) {
                    case BOOLEAN, BYTE, SHORT, INT, LONG, FLOAT, DOUBLE -> !dice.oneIn(15);
                    case TIMESTAMP -> dice.oneIn(40);
                    case STRING, BINARY, DATE, TIMESTAMP_NTZ, CALENDAR_INTERVAL, NULL -> dice.oneIn(200);
                };
            default -> !dice.oneIn(5);
        };
        if (bare && (dice.oneIn(100) || BARE.matcher(text).matches())) {
            out.append(text);
        } else {
            string(out, text);
        }
    }

    private void array(StringBuilder out, DataType element, int depth) {
        out.append('[');
        for (int i = dice.below(4); i > 0; i--) {
            space(out);
            value(out, element, depth + 1);
            if (i > 1) out.append(',');
        }
        space(out);
        out.append(']');
    }

    private void entries(StringBuilder out, DataType type, int depth) {
        out.append('{');
        for (int i = dice.below(4); i > 0; i--) {
            name(out, dice.one("k", "k", "l", "é", "", "k\n"));
            value(out, type, depth + 1);
            if (i > 1) out.append(',');
        }
        out.append('}');
    }

    /// Any value at all.
    private void any(StringBuilder out, int depth) {
        switch (dice.below(depth > DEEPEST ? 6 : 9)) {
            case 0 -> out.append(dice.one("true", "false", "null"));
            case 1 -> out.append(values.whole());
            case 2 -> out.append(values.fraction());
            case 3 -> out.append(dice.oneIn(6) ? dice.one("nul", "True", "undefined", "", values.oddNumber()) : "NaN");
            case 4 -> string(out, values.word());
            case 5 -> string(out, values.any());
            case 6 -> array(out, schema.field(dice.below(schema.size())).type(), depth);
            case 7 -> entries(out, DataType.Atomic.INT, depth);
            default -> object(out, DataType.Struct.of(schema.field(dice.below(schema.size()))), depth + 1);
        }
    }

    private void string(StringBuilder out, String text) {
        char quote = dice.oneIn(25) ? '\'' : '"';
        out.append(quote);
        text.chars().forEach(c -> character(out, (char) c, quote));
        if (dice.oneIn(100))
            out.append(dice.one(
                    "\\ud83d\\ude00",
                    "\\ud800",
                    "\\udc00x",
                    "\\uD83D\\u0041",
                    "\\u00e9",
                    "\\/",
                    "\\'",
                    "\\q",
                    "\\u12",
                    "\\u0000"));
        out.append(quote);
    }

    private void character(StringBuilder out, char c, char quote) {
        boolean must = c == quote || c == '\\' || c < ' ';
        if (must ? dice.oneIn(60) : !dice.oneIn(40)) {
            out.append(c == '\n' || c == '\r' ? ' ' : c);
            return;
        }
        String plain = switch (c) {
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\\', '"', '\'', '/' -> "\\" + c;
            default -> "";
        };
        out.append(
                plain.isEmpty() || dice.oneIn(4) ? (dice.oneIn(2) ? "\\u%04x" : "\\u%04X").formatted((int) c) : plain);
    }

    private void space(StringBuilder out) {
        if (dice.oneIn(12)) out.append(dice.one(" ", "  ", "\t", "\t "));
        if (dice.oneIn(300)) out.append(dice.one("/* c */", "// c", "/**/", "# c", "\u00a0"));
    }
}
