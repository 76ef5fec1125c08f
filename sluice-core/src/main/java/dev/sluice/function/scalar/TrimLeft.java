package dev.sluice.function.scalar;

import dev.sluice.function.ScalarFunction;

/// `ltrim(s)` and `ltrim(characters, s)`.
public final class TrimLeft {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("ltrim")
            .summary("Takes blanks, or given characters, off the beginning of a text.")
            .example("ltrim('  a ')", "a ")
            .example("ltrim('x', 'xxabxx')", "abxx")
            .example("ltrim(NULL)", null)
            .overload("(STRING) -> STRING", Trimming.blanks(true, false))
            .overload("(STRING, STRING) -> STRING", Trimming.characters(1, 0, true, false))
            .build();

    private TrimLeft() {}
}
