package dev.sluice.function;

import dev.sluice.function.Signature.Pattern;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads signatures. They are written in our sources, so what is wrong is our bug.
final class SignatureParser {

    private static final Map<String, DataType> TYPES = Map.ofEntries(
            Map.entry("BOOLEAN", Atomic.BOOLEAN),
            Map.entry("TINYINT", Atomic.BYTE),
            Map.entry("SMALLINT", Atomic.SHORT),
            Map.entry("INT", Atomic.INT),
            Map.entry("BIGINT", Atomic.LONG),
            Map.entry("FLOAT", Atomic.FLOAT),
            Map.entry("DOUBLE", Atomic.DOUBLE),
            Map.entry("STRING", Atomic.STRING),
            Map.entry("BINARY", Atomic.BINARY),
            Map.entry("DATE", Atomic.DATE),
            Map.entry("TIMESTAMP", Atomic.TIMESTAMP),
            Map.entry("TIMESTAMP_NTZ", Atomic.TIMESTAMP_NTZ),
            Map.entry("INTERVAL", Atomic.CALENDAR_INTERVAL),
            Map.entry("YEAR_MONTH_INTERVAL", DataType.YearMonthInterval.YEAR_TO_MONTH),
            Map.entry("DAY_TIME_INTERVAL", DataType.DayTimeInterval.DAY_TO_SECOND));

    private final String text;
    private int at;

    SignatureParser(String text) {
        this.text = text;
    }

    Signature parse() {
        List<Pattern> parameters = new ArrayList<>();
        boolean repeats = false;
        expect("(");
        while (!accept(")")) {
            if (!parameters.isEmpty()) expect(",");
            parameters.add(pattern());
            repeats = accept("...");
        }
        expect("->");
        Pattern result = pattern();
        skipSpace();
        if (at < text.length()) throw wrong();
        return new Signature(text, parameters, repeats, result);
    }

    private Pattern pattern() {
        skipSpace();
        int start = at;
        while (at < text.length() && (Character.isLetter(text.charAt(at)) || text.charAt(at) == '_')) at++;
        String word = text.substring(start, at);
        return switch (word) {
            case "ARRAY" -> {
                expect("<");
                Pattern element = pattern();
                expect(">");
                yield new Pattern.ArrayOf(element);
            }
            case "MAP" -> {
                expect("<");
                Pattern key = pattern();
                expect(",");
                Pattern value = pattern();
                expect(">");
                yield new Pattern.MapOf(key, value);
            }
            case "T", "U", "K", "V", "DECIMAL" -> new Pattern.Variable(word);
            default -> {
                DataType type = TYPES.get(word);
                if (type == null) throw wrong();
                yield new Pattern.Exactly(type);
            }
        };
    }

    private void expect(String token) {
        if (!accept(token)) throw wrong();
    }

    private boolean accept(String token) {
        skipSpace();
        boolean found = text.startsWith(token, at);
        if (found) at += token.length();
        return found;
    }

    private void skipSpace() {
        while (at < text.length() && text.charAt(at) == ' ') at++;
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("not a signature at character " + at + ": " + text);
    }
}
