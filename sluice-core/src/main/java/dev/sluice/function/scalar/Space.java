package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `space(n)`.
public final class Space {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("space")
            .summary("Gives so many blanks.")
            .example("space(2)", "  ")
            .example("space(-1)", "")
            .example("space(NULL)", null)
            .overload(
                    "(INT) -> STRING",
                    Kernels.rowsToText((row, out) -> out.append(" ".repeat(Math.max(0, row.intAt(0))))))
            .build();

    private Space() {}
}
