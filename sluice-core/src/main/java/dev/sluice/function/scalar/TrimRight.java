package dev.sluice.function.scalar;

import dev.sluice.function.ScalarFunction;

/// `rtrim(s)` and `rtrim(characters, s)`.
public final class TrimRight {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("rtrim")
            .summary("Takes blanks, or given characters, off the end of a text.")
            .example("rtrim('  a ')", "  a")
            .example("rtrim('x', 'xxabxx')", "xxab")
            .example("rtrim(NULL)", null)
            .overload("(STRING) -> STRING", Trimming.blanks(false, true))
            .overload("(STRING, STRING) -> STRING", Trimming.characters(1, 0, false, true))
            .build();

    private TrimRight() {}
}
