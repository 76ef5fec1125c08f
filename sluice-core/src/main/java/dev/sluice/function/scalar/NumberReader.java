package dev.sluice.function.scalar;

import dev.sluice.function.scalar.NumberPattern.Digits;
import dev.sluice.function.scalar.NumberPattern.Mark;
import dev.sluice.function.scalar.NumberPattern.Run;
import dev.sluice.function.scalar.NumberPattern.Token;
import dev.sluice.function.scalar.NumberPattern.Unknown;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a number by a pattern. Space between digits is passed over.
final class NumberReader {

    private final String text;
    private final StringBuilder digits = new StringBuilder();
    private int at;
    private int scale = -1;
    private boolean negative;
    private boolean opened;

    private NumberReader(String text) {
        this.text = text;
    }

    /// The number, or null if the text does not fit the pattern.
    static @Nullable BigDecimal read(NumberPattern pattern, String text) {
        var reader = new NumberReader(text);
        for (Token token : pattern.tokens()) {
            if (!reader.takes(token)) return null;
        }
        if (reader.at < text.length() || reader.digits.isEmpty()) return null;
        var number = new BigDecimal(reader.digits.toString()).movePointLeft(Math.max(0, reader.scale));
        return reader.negative ? number.negate() : number;
    }

    private boolean takes(Token token) {
        return switch (token) {
            case Digits wanted -> takesDigits(wanted.runs());
            case Unknown _ -> false;
            case Mark mark ->
                switch (mark) {
                    case POINT -> {
                        if (takes('.')) scale = 0;
                        yield true;
                    }
                    case DOLLAR -> takes('$');
                    case SIGN -> {
                        if (!takes('+')) negative |= takes('-');
                        yield true;
                    }
                    case MINUS -> {
                        negative |= takes('-');
                        yield true;
                    }
                    case OPENED -> {
                        opened = takes('<');
                        yield true;
                    }
                    case CLOSED -> {
                        negative |= opened;
                        yield !opened || takes('>');
                    }
                };
        };
    }

    private boolean takes(char character) {
        if (at == text.length() || text.charAt(at) != character) return false;
        at++;
        return true;
    }

    /// Runs are compared from the right, since those on the left may lack.
    private boolean takesDigits(List<Run> runs) {
        List<Integer> counts = readDigits();
        if (counts.size() > runs.size()) return false;
        for (int i = 1; i <= runs.size(); i++) {
            Run run = runs.get(runs.size() - i);
            int count = i <= counts.size() ? counts.get(counts.size() - i) : 0;
            if (run.all() ? count != run.count() : count > run.count()) return false;
        }
        return true;
    }

    /// @return how many digits there are between commas
    private List<Integer> readDigits() {
        List<Integer> counts = new ArrayList<>();
        int count = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (Character.isDigit(c)) {
                digits.append((char) ('0' + Character.digit(c, 10)));
                count++;
                if (scale >= 0) scale++;
            } else if (c == ',') {
                counts.add(count);
                count = 0;
            } else if (!Character.isWhitespace(c)) {
                break;
            }
        }
        counts.add(count);
        return counts;
    }
}
