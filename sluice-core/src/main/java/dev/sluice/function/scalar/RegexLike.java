package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.Memo;
import dev.sluice.function.ScalarFunction;
import java.util.regex.Pattern;

/// `s RLIKE pattern`: whether a regular expression occurs in a text.
public final class RegexLike {

    private static final Memo<Pattern> PATTERNS = new Memo<>(regex -> Patterns.compile("rlike", regex));

    public static final ScalarFunction FUNCTION = ScalarFunction.named("rlike", "regexp", "regexp_like")
            .summary("Tells whether a regular expression matches somewhere in a text.")
            .example("'Spark' RLIKE '^S.*k$'", true)
            .example("regexp_like('Spark', 'x')", false)
            .example("NULL RLIKE 'x'", null)
            .overload(
                    "(STRING, STRING) -> BOOLEAN",
                    Kernels.rowsToBoolean((row, out) -> out.append(
                            PATTERNS.of(row.textAt(1)).matcher(row.textAt(0)).find())))
            .build();

    private RegexLike() {}
}
