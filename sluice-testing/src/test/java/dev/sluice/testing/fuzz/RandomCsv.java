package dev.sluice.testing.fuzz;

import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Lines of CSV made up by chance for a schema, as the options say and as they don't: quotes and escapes of all kinds,
/// too few and too many values, space around, and damage.
final class RandomCsv {

    private final Dice dice;
    private final RandomValues values;
    private final Mutation mutation;
    private final DataType.Struct schema;
    private final String separator;
    private final String quote;
    private final String escape;
    private final String comment;
    private final String[] standing;

    RandomCsv(Dice dice, DataType.Struct schema, Map<String, String> options) {
        this.dice = dice;
        this.schema = schema;
        values = new RandomValues(dice);
        separator = options.getOrDefault("sep", ",").replace("\\t", "\t");
        quote = options.getOrDefault("quote", "\"");
        escape = options.getOrDefault("escape", "\\");
        comment = options.getOrDefault("comment", "#");
        standing = new String[] {
            options.getOrDefault("nullValue", ""),
            options.getOrDefault("emptyValue", ""),
            options.getOrDefault("nanValue", "NaN"),
            options.getOrDefault("positiveInf", "Inf"),
            "-Inf"
        };
        mutation = new Mutation(
                dice,
                separator + quote + escape + "\"\"\\',, \t" + options.getOrDefault("charToEscapeQuoteEscaping", "")
                        + "a1");
    }

    /// A line without its end; mostly one record.
    byte[] line() {
        var out = new StringBuilder();
        if (dice.oneIn(100)) out.append(dice.one(comment, " ", "\t", ""));
        if (dice.oneIn(80)) return out.toString().getBytes(StandardCharsets.UTF_8);
        boolean first = true;
        for (Field field : schema.fields()) {
            if (field.name().startsWith("_")) continue;
            if (dice.oneIn(150)) break;
            if (!first) out.append(separator);
            first = false;
            space(out);
            value(out, field.type());
            space(out);
        }
        if (dice.oneIn(60)) out.append(separator).append(dice.one("", "x", "1"));
        byte[] line = out.toString().getBytes(StandardCharsets.UTF_8);
        return dice.oneIn(4) ? mutation.of(line) : line;
    }

    private void value(StringBuilder out, DataType type) {
        if (dice.oneIn(15)) return;
        String text = dice.oneIn(20) ? dice.one(standing) : values.of(type);
        boolean holds = text.contains(separator) || text.contains(quote) && !quote.isEmpty();
        if (holds ? dice.oneIn(30) : !dice.oneIn(10)) {
            out.append(text);
            return;
        }
        out.append(quote);
        for (int i = 0; i < text.length(); i++) {
            String c = text.substring(i, i + 1);
            boolean special = c.equals(quote) || c.equals(escape);
            if (special ? !dice.oneIn(15) : dice.oneIn(200)) out.append(dice.oneIn(20) ? quote : escape);
            out.append(c);
        }
        out.append(quote);
        if (dice.oneIn(60)) out.append(dice.one(" ", "x", quote, "\t"));
    }

    private void space(StringBuilder out) {
        if (dice.oneIn(25)) out.append(dice.one(" ", "  ", "\t"));
    }
}
