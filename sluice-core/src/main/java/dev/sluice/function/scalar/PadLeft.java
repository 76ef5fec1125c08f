package dev.sluice.function.scalar;

import dev.sluice.function.ScalarFunction;

/// `lpad(s, n, pad)`.
public final class PadLeft {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("lpad")
            .summary("Puts characters before a text until it is so long, or cuts it there.")
            .example("lpad('hi', 5, '??')", "???hi")
            .example("lpad('hi', 1, '??')", "h")
            .example("lpad('hi', 4)", "  hi")
            .example("lpad(NULL, 3)", null)
            .orElse(" ")
            .overload("(STRING, INT, STRING) -> STRING", Padding.text(false))
            .overload("(BINARY, INT, BINARY) -> BINARY", Padding.binary(false))
            .build();

    private PadLeft() {}
}
