package dev.sluice.function.scalar;

import dev.sluice.function.ScalarFunction;

/// `trim(s)` and `trim(characters, s)`.
public final class Trim {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("trim")
            .summary("Takes blanks, or given characters, off both ends of a text.")
            .example("trim('  a b  ')", "a b")
            .example("trim('x', 'xxabxx')", "ab")
            .example("trim(BOTH 'xy' FROM 'xyabyx')", "ab")
            .example("trim(NULL)", null)
            .overload("(STRING) -> STRING", Trimming.blanks(true, true))
            .overload("(STRING, STRING) -> STRING", Trimming.characters(1, 0, true, true))
            .build();

    private Trim() {}
}
