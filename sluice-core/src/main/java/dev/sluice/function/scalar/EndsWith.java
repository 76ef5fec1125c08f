package dev.sluice.function.scalar;

import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import java.util.Arrays;

/// `endswith(s, end)`.
public final class EndsWith {

    private static final Kernel KERNEL = Kernels.bytesBytesToBoolean((bytes, offset, length, end, from, count) -> {
        int last = offset + length;
        return length >= count && Arrays.equals(bytes, last - count, last, end, from, from + count);
    });

    public static final ScalarFunction FUNCTION = ScalarFunction.named("endswith")
            .summary("Tells whether a text or binary value ends with another.")
            .example("endswith('Spark SQL', 'SQL')", true)
            .example("endswith('Spark', 'SQL')", false)
            .example("endswith('a', NULL)", null)
            .overload("(STRING, STRING) -> BOOLEAN", KERNEL)
            .overload("(BINARY, BINARY) -> BOOLEAN", KERNEL)
            .build();

    private EndsWith() {}
}
