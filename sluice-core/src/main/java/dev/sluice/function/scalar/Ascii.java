package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `ascii(s)`: the code of the first character.
public final class Ascii {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("ascii")
            .summary("Gives the code point of the first character of a text; 0 if it is empty.")
            .example("ascii('Spark')", 83)
            .example("ascii('')", 0)
            .example("ascii(NULL)", null)
            .overload("(STRING) -> INT", Kernels.rowsToInt((row, out) -> {
                String text = row.textAt(0);
                out.append(text.isEmpty() ? 0 : text.codePointAt(0));
            }))
            .build();

    private Ascii() {}
}
