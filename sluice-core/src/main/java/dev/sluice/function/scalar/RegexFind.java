package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.Memo;
import dev.sluice.function.ScalarFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `regexp_count(s, pattern)`, `regexp_instr(s, pattern)` and `regexp_substr(s, pattern)`.
public final class RegexFind {

    private static final Memo<Pattern> COUNTED = new Memo<>(regex -> Patterns.compile("regexp_count", regex));
    private static final Memo<Pattern> LOCATED = new Memo<>(regex -> Patterns.compile("regexp_instr", regex));
    private static final Memo<Pattern> TAKEN = new Memo<>(regex -> Patterns.compile("regexp_substr", regex));

    public static final ScalarFunction COUNT = ScalarFunction.named("regexp_count")
            .summary("Counts the matches of a regular expression in a text.")
            .example("regexp_count('banana', 'an')", 2)
            .example("regexp_count('banana', NULL)", null)
            .overload(
                    "(STRING, STRING) -> INT",
                    Kernels.rowsToInt((row, out) -> out.append((int) COUNTED.of(row.textAt(1))
                            .matcher(row.textAt(0))
                            .results()
                            .count())))
            .build();

    public static final ScalarFunction POSITION = ScalarFunction.named("regexp_instr")
            .summary("Gives the position, counted from 1, of the first match of a regular expression, or 0.")
            .example("regexp_instr('banana', 'n')", 3)
            .example("regexp_instr('banana', 'x')", 0)
            .example("regexp_instr(NULL, 'x')", null)
            .orElse(0)
            .overload("(STRING, STRING, INT) -> INT", Kernels.rowsToInt((row, out) -> {
                Matcher matcher = LOCATED.of(row.textAt(1)).matcher(row.textAt(0));
                out.append(matcher.find() ? matcher.start() + 1 : 0);
            }))
            .build();

    public static final ScalarFunction PART = ScalarFunction.named("regexp_substr")
            .summary("Gives the first part of a text that a regular expression matches, or NULL.")
            .example("regexp_substr('banana', 'n.')", "na")
            .example("regexp_substr('banana', 'x')", null)
            .nullability(Nullability.ALWAYS)
            .overload("(STRING, STRING) -> STRING", Kernels.rowsToText((row, out) -> {
                Matcher matcher = TAKEN.of(row.textAt(1)).matcher(row.textAt(0));
                if (matcher.find()) {
                    out.append(matcher.group());
                } else {
                    out.appendNull();
                }
            }))
            .build();

    private RegexFind() {}
}
