package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.Utf8;

/// `length(s)`: characters of text, bytes of binary.
public final class Length {

    public static final ScalarFunction FUNCTION = ScalarFunction.named(
                    "length", "char_length", "character_length", "len")
            .summary("Counts the characters of a text, or the bytes of a binary value.")
            .example("length('Spark')", 5)
            .example("length('물길')", 2)
            .example("length(X'01FF')", 2)
            .example("length(NULL)", null)
            .overload("(STRING) -> INT", Kernels.bytesToInt(Utf8::length))
            .overload("(BINARY) -> INT", Kernels.bytesToInt((_, _, length) -> length))
            .build();

    private Length() {}
}
