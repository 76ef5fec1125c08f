package dev.sluice.function.scalar;

import dev.sluice.function.ScalarFunction;

/// `rpad(s, n, pad)`.
public final class PadRight {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("rpad")
            .summary("Puts characters behind a text until it is so long, or cuts it there.")
            .example("rpad('hi', 5, 'abc')", "hiabc")
            .example("rpad('hi', 4)", "hi  ")
            .example("rpad(NULL, 3)", null)
            .orElse(" ")
            .overload("(STRING, INT, STRING) -> STRING", Padding.text(true))
            .overload("(BINARY, INT, BINARY) -> BINARY", Padding.binary(true))
            .build();

    private PadRight() {}
}
