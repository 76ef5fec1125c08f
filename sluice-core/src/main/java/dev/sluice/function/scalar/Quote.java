package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `quote(s)`.
public final class Quote {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("quote")
            .summary("Puts a text in single quotes, with a backslash before each of its own.")
            .example("quote('abc')", "'abc'")
            .example("quote(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(STRING) -> STRING", Kernels.textToText(text -> "'" + text.replace("'", "\\'") + "'"))
            .build();

    private Quote() {}
}
