package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.Kernels;
import dev.sluice.function.Memo;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `regexp_extract(s, pattern, group)` and `regexp_extract_all(s, pattern, group)`.
public final class RegexExtract {

    private static final DataType TEXTS = new DataType.Array(Atomic.STRING, true);

    private static final Memo<Pattern> PATTERNS = new Memo<>(regex -> Patterns.compile("regexp_extract", regex));

    private static final Memo<Pattern> PATTERNS_OF_ALL =
            new Memo<>(regex -> Patterns.compile("regexp_extract_all", regex));

    public static final ScalarFunction FUNCTION = ScalarFunction.named("regexp_extract")
            .summary("Gives what a group of a regular expression matches first; nothing if it does not match.")
            .example("regexp_extract('100-200', '([0-9]+)-([0-9]+)', 2)", "200")
            .example("regexp_extract('100-200', '([0-9]+)')", "100")
            .example("regexp_extract('abc', '([0-9]+)')", "")
            .example("regexp_extract(NULL, '(a)')", null)
            .orElse(1)
            .overload("(STRING, STRING, INT) -> STRING", Kernels.rowsToText((row, out) -> {
                Matcher matcher = PATTERNS.of(row.textAt(1)).matcher(row.textAt(0));
                out.append(matcher.find() ? group("regexp_extract", matcher, row.intAt(2)) : "");
            }))
            .build();

    public static final ScalarFunction ALL = ScalarFunction.named("regexp_extract_all")
            .summary("Gives all that a group of a regular expression matches.")
            .example("regexp_extract_all('100-200, 300-400', '([0-9]+)-([0-9]+)', 1)", "[100, 300]")
            .example("regexp_extract_all('abc', '([0-9]+)')", "[]")
            .example("regexp_extract_all(NULL, '(a)')", null)
            .orElse(1)
            .overload(
                    "(STRING, STRING, INT) -> ARRAY<STRING>",
                    Kernels.rowsTo(TEXTS, VectorBuilder.Lists.class, (row, out) -> {
                        Matcher matcher = PATTERNS_OF_ALL.of(row.textAt(1)).matcher(row.textAt(0));
                        var found = (VectorBuilder.Bytes) out.elements();
                        while (matcher.find()) found.append(group("regexp_extract_all", matcher, row.intAt(2)));
                        out.endRow();
                    }))
            .build();

    private RegexExtract() {}

    private static String group(String function, Matcher matcher, int group) {
        if (group >= 0 && group <= matcher.groupCount()) return Objects.requireNonNullElse(matcher.group(group), "");
        throw ErrorCondition.INVALID_REGEX_GROUP_INDEX
                .error()
                .with("parameter", "`idx`")
                .with("functionName", "`" + function + "`")
                .with("groupCount", matcher.groupCount())
                .with("groupIndex", group)
                .build();
    }
}
