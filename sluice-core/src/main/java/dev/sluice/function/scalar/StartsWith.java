package dev.sluice.function.scalar;

import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import java.util.Arrays;

/// `startswith(s, start)`.
public final class StartsWith {

    private static final Kernel KERNEL = Kernels.bytesBytesToBoolean((bytes, offset, length, start, from, count) ->
            length >= count && Arrays.equals(bytes, offset, offset + count, start, from, from + count));

    public static final ScalarFunction FUNCTION = ScalarFunction.named("startswith")
            .summary("Tells whether a text or binary value begins with another.")
            .example("startswith('Spark SQL', 'Spark')", true)
            .example("startswith('Spark', 'SQL')", false)
            .example("startswith('a', NULL)", null)
            .overload("(STRING, STRING) -> BOOLEAN", KERNEL)
            .overload("(BINARY, BINARY) -> BOOLEAN", KERNEL)
            .build();

    private StartsWith() {}
}
