package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ScalarFunction;

/// `equal_null(a, b)`: `a <=> b` as a function.
public final class EqualNull {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("equal_null")
            .summary("Tells whether two values are equal or both NULL; is never NULL itself.")
            .example("equal_null(3, 3)", true)
            .example("equal_null(1, NULL)", false)
            .example("equal_null(NULL, NULL)", true)
            .nullability(Nullability.NEVER)
            .overload(
                    "(T, T) -> BOOLEAN",
                    NullSafeEqual.FUNCTION.overloads().getFirst().bind())
            .build();

    private EqualNull() {}
}
