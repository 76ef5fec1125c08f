package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `a << n`, `a >> n` and `a >>> n`, for INT and BIGINT.
public final class Shift {

    public static final ScalarFunction LEFT = ScalarFunction.named("shiftleft", "<<")
            .summary("Shifts the bits of an integer to the left.")
            .example("shiftleft(2, 1)", 4)
            .example("1 << 3", 8)
            .example("shiftleft(NULL, 1)", null)
            .overload("(INT, INT) -> INT", Kernels.intIntToInt((a, n) -> a << n))
            .overload("(BIGINT, INT) -> BIGINT", Kernels.longIntToLong((a, n) -> a << n))
            .build();

    public static final ScalarFunction RIGHT = ScalarFunction.named("shiftright", ">>")
            .summary("Shifts the bits of an integer to the right, keeping its sign.")
            .example("shiftright(4, 1)", 2)
            .example("-8 >> 1", -4)
            .example("shiftright(NULL, 1)", null)
            .overload("(INT, INT) -> INT", Kernels.intIntToInt((a, n) -> a >> n))
            .overload("(BIGINT, INT) -> BIGINT", Kernels.longIntToLong((a, n) -> a >> n))
            .build();

    public static final ScalarFunction RIGHT_UNSIGNED = ScalarFunction.named("shiftrightunsigned", ">>>")
            .summary("Shifts the bits of an integer to the right and zeros in from the left.")
            .example("shiftrightunsigned(4, 1)", 2)
            .example("-8 >>> 28", 15)
            .example("shiftrightunsigned(NULL, 1)", null)
            .overload("(INT, INT) -> INT", Kernels.intIntToInt((a, n) -> a >>> n))
            .overload("(BIGINT, INT) -> BIGINT", Kernels.longIntToLong((a, n) -> a >>> n))
            .build();

    private Shift() {}
}
