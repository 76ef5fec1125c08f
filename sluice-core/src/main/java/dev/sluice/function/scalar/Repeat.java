package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `repeat(s, n)`.
public final class Repeat {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("repeat")
            .summary("Puts a text so many times behind itself.")
            .example("repeat('ab', 3)", "ababab")
            .example("repeat('a', -1)", "")
            .example("repeat(NULL, 2)", null)
            .overload(
                    "(STRING, INT) -> STRING",
                    Kernels.rowsToText((row, out) -> out.append(row.textAt(0).repeat(Math.max(0, row.intAt(1))))))
            .build();

    private Repeat() {}
}
