package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `bit_count(n)`: how many one-bits the 64-bit two's-complement form of `n` has.
public final class BitCount {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("bit_count")
            .summary("Counts the one-bits of an integer, or 1 for true and 0 for false.")
            .example("bit_count(7)", 3)
            .example("bit_count(-1)", 64)
            .example("bit_count(NULL)", null)
            .exact()
            .overload("(BIGINT) -> INT", Kernels.longToInt(Long::bitCount))
            .overload("(INT) -> INT", Kernels.intToInt(Long::bitCount))
            .overload("(SMALLINT) -> INT", Kernels.intToInt(Long::bitCount))
            .overload("(TINYINT) -> INT", Kernels.intToInt(Long::bitCount))
            .overload("(BOOLEAN) -> INT", Kernels.rowsToInt((row, out) -> out.append(row.booleanAt(0) ? 1 : 0)))
            .build();

    private BitCount() {}
}
