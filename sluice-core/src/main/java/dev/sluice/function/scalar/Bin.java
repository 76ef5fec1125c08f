package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `bin(n)`.
public final class Bin {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("bin")
            .summary("Writes a number in binary digits.")
            .example("bin(13)", "1101")
            .example("length(bin(-13))", 64)
            .example("bin(NULL)", null)
            .overload(
                    "(BIGINT) -> STRING",
                    Kernels.rowsToText((row, out) -> out.append(Long.toBinaryString(row.longAt(0)))))
            .build();

    private Bin() {}
}
