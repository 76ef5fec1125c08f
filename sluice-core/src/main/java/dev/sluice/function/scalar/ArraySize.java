package dev.sluice.function.scalar;

import dev.sluice.function.ScalarFunction;

/// `array_size(a)`.
public final class ArraySize {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("array_size")
            .summary("Gives the number of items of an array.")
            .example("array_size(array(1, NULL))", 2)
            .example("array_size(NULL)", null)
            .overload("(ARRAY<T>) -> INT", Size.ARRAYS)
            .build();

    private ArraySize() {}
}
