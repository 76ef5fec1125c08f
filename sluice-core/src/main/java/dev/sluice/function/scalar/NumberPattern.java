package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.function.Argument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a number looks as text, for `to_number` and `to_char`:
///
/// ```text
/// [MI|S] [$] [0|9|G|,]* [.|D] [0|9]* [$] [PR|MI|S]
/// ```
///
/// `0` begins digits that are all there, `9` digits of which some may lack, `G` or `,` stands between thousands, `S` is
/// a sign, `MI` a minus if there is one, and `PR` puts `<` and `>` around what is negative. Case does not matter.
///
/// Source: Spark SQL Reference, "Number Pattern".
///
/// @param text the pattern in upper case, as Spark's errors show it
record NumberPattern(String text, List<Token> tokens) {

    sealed interface Token {
        /// How errors name it.
        String shown();
    }

    enum Mark implements Token {
        POINT(". or D"),
        SIGN("S"),
        MINUS("MI"),
        DOLLAR("$"),
        OPENED("PR"),
        CLOSED("PR");

        private final String shown;

        Mark(String shown) {
            this.shown = shown;
        }

        @Override
        public String shown() {
            return shown;
        }
    }

    /// Digits between separators of thousands, all on one side of the point.
    record Digits(List<Run> runs) implements Token {

        int count() {
            return runs.stream().mapToInt(Run::count).sum();
        }

        @Override
        public String shown() {
            return "digit sequence";
        }
    }

    /// @param all whether so many digits are wanted, or only no more
    record Run(int count, boolean all) {}

    record Unknown(String character) implements Token {
        @Override
        public String shown() {
            return "character '" + character + "''";
        }
    }

    private static final Pattern TOKEN = Pattern.compile("[09G,]+|MI|PR|.", Pattern.DOTALL);

    /// What may stand one behind the other, each once.
    private enum Place {
        OPENING,
        SIGN,
        CURRENCY,
        WHOLE,
        POINT,
        FRACTION,
        LATE_CURRENCY,
        END
    }

    static NumberPattern parse(String said) {
        String text = said.toUpperCase(Locale.ROOT);
        List<Token> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            if (token.group().equals("PR")) tokens.addFirst(Mark.OPENED);
            tokens.add(token(token.group(), tokens.contains(Mark.POINT)));
        }
        var pattern = new NumberPattern(text, List.copyOf(tokens));
        pattern.check();
        return pattern;
    }

    /// That of a call, whose pattern must be known before there are rows.
    ///
    /// @return nothing if it is NULL
    static Optional<NumberPattern> constant(Argument argument) {
        if (!argument.constant()) {
            throw ErrorCondition.NON_FOLDABLE_INPUT
                    .error()
                    .with("inputName", "`format`")
                    .with("inputType", "\"STRING\"")
                    .build();
        }
        return Optional.ofNullable(argument.value()).map(String::valueOf).map(NumberPattern::parse);
    }

    /// @param fraction whether it stands behind the point, where digits may always lack
    private static Token token(String text, boolean fraction) {
        return switch (text) {
            case ".", "D" -> Mark.POINT;
            case "S" -> Mark.SIGN;
            case "MI" -> Mark.MINUS;
            case "$" -> Mark.DOLLAR;
            case "PR" -> Mark.CLOSED;
            default ->
                "09G,".indexOf(text.charAt(0)) < 0
                        ? new Unknown(text)
                        : new Digits(Arrays.stream(text.split("[G,]", -1))
                                .map(run -> new Run(run.length(), !fraction && run.startsWith("0")))
                                .toList());
        };
    }

    /// How many digits stand before the point.
    int wholeDigits() {
        return digits(tokens.subList(0, pointAt()));
    }

    /// How many digits stand behind the point.
    int fractionDigits() {
        return digits(tokens.subList(pointAt(), tokens.size()));
    }

    private static int digits(List<Token> tokens) {
        return tokens.stream()
                .mapToInt(token -> token instanceof Digits digits ? digits.count() : 0)
                .sum();
    }

    /// Where the point is, or the end.
    private int pointAt() {
        int at = tokens.indexOf(Mark.POINT);
        return at < 0 ? tokens.size() : at;
    }

    private void check() {
        if (text.isEmpty()) throw refused(ErrorCondition.NUMBER_FORMAT_EMPTY).build();
        int firstDigits = 0;
        while (firstDigits < tokens.size() && !(tokens.get(firstDigits) instanceof Digits)) firstDigits++;
        if (firstDigits == tokens.size()) {
            throw refused(ErrorCondition.NUMBER_FORMAT_WITHOUT_DIGIT).build();
        }
        int dollar = tokens.indexOf(Mark.DOLLAR);
        if (dollar > firstDigits)
            throw refused(ErrorCondition.NUMBER_FORMAT_CURRENCY_AFTER_DIGIT).build();
        if (dollar > pointAt()) {
            throw refused(ErrorCondition.NUMBER_FORMAT_CURRENCY_AFTER_POINT).build();
        }
        for (int i = 0; i < tokens.size(); i++) {
            if (!(tokens.get(i) instanceof Digits digits)) continue;
            if (i > pointAt() && digits.runs.size() > 1) {
                throw refused(ErrorCondition.NUMBER_FORMAT_SEPARATOR_AFTER_POINT)
                        .build();
            }
            if (digits.runs.stream().anyMatch(run -> run.count == 0)) {
                throw refused(ErrorCondition.NUMBER_FORMAT_SEPARATORS).build();
            }
        }
        checkOnce();
        checkOrder();
    }

    private void checkOnce() {
        for (Mark mark : List.of(Mark.POINT, Mark.SIGN, Mark.MINUS, Mark.DOLLAR, Mark.CLOSED)) {
            if (tokens.indexOf(mark) == tokens.lastIndexOf(mark)) continue;
            throw refused(ErrorCondition.NUMBER_FORMAT_TWICE)
                    .with("token", mark.shown())
                    .build();
        }
    }

    private void checkOrder() {
        int next = 0;
        for (Place place : Place.values()) {
            if (next < tokens.size() && fits(tokens.get(next), place)) next++;
        }
        if (next == tokens.size()) return;
        throw refused(ErrorCondition.NUMBER_FORMAT_ORDER)
                .with("token", tokens.get(next).shown())
                .build();
    }

    private static boolean fits(Token token, Place place) {
        return switch (token) {
            case Digits _ -> place == Place.WHOLE || place == Place.FRACTION;
            case Unknown _ -> false;
            case Mark mark ->
                switch (mark) {
                    case OPENED -> place == Place.OPENING;
                    case SIGN, MINUS -> place == Place.SIGN || place == Place.END;
                    case DOLLAR -> place == Place.CURRENCY || place == Place.LATE_CURRENCY;
                    case POINT -> place == Place.POINT;
                    case CLOSED -> place == Place.END;
                };
        };
    }

    private SluiceException.Builder refused(ErrorCondition condition) {
        return condition.error().with("format", "'" + text + "'");
    }
}
