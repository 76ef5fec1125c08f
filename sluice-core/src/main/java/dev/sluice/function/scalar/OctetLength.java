package dev.sluice.function.scalar;

import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `octet_length(s)`: bytes, of text in UTF-8.
public final class OctetLength {

    private static final Kernel KERNEL = Kernels.bytesToInt((_, _, length) -> length);

    public static final ScalarFunction FUNCTION = ScalarFunction.named("octet_length")
            .summary("Counts the bytes of a text or binary value.")
            .example("octet_length('물')", 3)
            .example("octet_length(NULL)", null)
            .overload("(STRING) -> INT", KERNEL)
            .overload("(BINARY) -> INT", KERNEL)
            .build();

    private OctetLength() {}
}
