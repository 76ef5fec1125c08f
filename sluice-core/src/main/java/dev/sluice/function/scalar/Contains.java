package dev.sluice.function.scalar;

import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.Utf8;

/// `contains(s, part)`.
public final class Contains {

    private static final Kernel KERNEL =
            Kernels.bytesBytesToBoolean((bytes, offset, length, part, partOffset, partLength) ->
                    Utf8.indexOf(bytes, offset, offset + length, part, partOffset, partLength) >= 0);

    public static final ScalarFunction FUNCTION = ScalarFunction.named("contains")
            .summary("Tells whether a text or binary value has another in it.")
            .example("contains('Spark SQL', 'SQL')", true)
            .example("contains('Spark', 'SQL')", false)
            .example("contains('a', NULL)", null)
            .overload("(STRING, STRING) -> BOOLEAN", KERNEL)
            .overload("(BINARY, BINARY) -> BOOLEAN", KERNEL)
            .build();

    private Contains() {}
}
