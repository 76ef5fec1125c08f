package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `bit_length(s)`.
public final class BitLength {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("bit_length")
            .summary("Counts the bits of a text or binary value.")
            .example("bit_length('Spark')", 40)
            .example("bit_length(NULL)", null)
            .overload("(STRING) -> INT", Kernels.bytesToInt((_, _, length) -> length * Byte.SIZE))
            .overload("(BINARY) -> INT", Kernels.bytesToInt((_, _, length) -> length * Byte.SIZE))
            .build();

    private BitLength() {}
}
