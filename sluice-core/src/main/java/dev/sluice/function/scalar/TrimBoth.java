package dev.sluice.function.scalar;

import dev.sluice.function.ScalarFunction;

/// `btrim(s)` and `btrim(s, characters)`.
public final class TrimBoth {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("btrim")
            .summary("Takes blanks, or given characters, off both ends of a text.")
            .example("btrim('  a b  ')", "a b")
            .example("btrim('xxabxx', 'x')", "ab")
            .example("btrim(NULL)", null)
            .overload("(STRING) -> STRING", Trimming.blanks(true, true))
            .overload("(STRING, STRING) -> STRING", Trimming.characters(0, 1, true, true))
            .build();

    private TrimBoth() {}
}
