package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.Part;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.Utf8;

/// `left(s, n)`: the first characters.
public final class Left {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("left")
            .summary("Gives the first characters of a text, or bytes of a binary value.")
            .example("left('Spark SQL', 3)", "Spa")
            .example("left('abc', -1)", "")
            .example("left(NULL, 1)", null)
            .overload(
                    "(STRING, INT) -> STRING",
                    Kernels.part(
                            0,
                            (bytes, offset, length, row) ->
                                    Part.of(offset, Utf8.skip(bytes, offset, offset + length, row.intAt(1)) - offset)))
            .overload(
                    "(BINARY, INT) -> BINARY",
                    Kernels.part(0, (_, offset, length, row) -> Part.of(offset, Math.clamp(row.intAt(1), 0, length))))
            .build();

    private Left() {}
}
