package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `chr(n)`: the character of a code below 256.
public final class Chr {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("chr", "char")
            .summary("Gives the character of a code, of which the last eight bits count; nothing for a negative one.")
            .example("chr(65)", "A")
            .example("chr(-5)", "")
            .example("char(321)", "A")
            .example("chr(NULL)", null)
            .overload("(BIGINT) -> STRING", Kernels.rowsToText((row, out) -> {
                long code = row.longAt(0);
                out.append(code < 0 ? "" : String.valueOf((char) (code & 0xFF)));
            }))
            .build();

    private Chr() {}
}
