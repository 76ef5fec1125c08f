package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.Kernels;
import dev.sluice.function.Memo;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `regexp_replace(s, pattern, replacement, position)`.
public final class RegexReplace {

    private static final Memo<Pattern> PATTERNS = new Memo<>(regex -> Patterns.compile("regexp_replace", regex));

    public static final ScalarFunction FUNCTION = ScalarFunction.named("regexp_replace")
            .summary("Replaces what a regular expression matches, from a position on, counted from 1; "
                    + "$1 in the replacement is the first group.")
            .example("regexp_replace('100-200', '[0-9]+', 'num')", "num-num")
            .example("regexp_replace('100-200', '([0-9]+)-([0-9]+)', '$2-$1')", "200-100")
            .example("regexp_replace('aaa', 'a', 'b', 2)", "abb")
            .example("regexp_replace(NULL, 'a', 'b')", null)
            .orElse(1)
            .overload("(STRING, STRING, STRING, INT) -> STRING", Kernels.rowsToText((row, out) -> out.append(of(row))))
            .build();

    private RegexReplace() {}

    private static String of(Row row) {
        String text = row.textAt(0);
        String replacement = row.textAt(2);
        int start = Math.max(0, row.intAt(3) - 1);
        if (start > 0 && start >= text.length()) return text;
        Matcher matcher = PATTERNS.of(row.textAt(1)).matcher(text).region(start, text.length());
        if (!matcher.find()) return text;
        var replaced = new StringBuilder();
        try {
            do {
                matcher.appendReplacement(replaced, replacement);
            } while (matcher.find());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw ErrorCondition.INVALID_REGEX
                    .error()
                    .with("parameter", "`rep`")
                    .with("functionName", "`regexp_replace`")
                    .with("value", "'" + replacement + "'")
                    .cause(e)
                    .build();
        }
        return matcher.appendTail(replaced).toString();
    }
}
