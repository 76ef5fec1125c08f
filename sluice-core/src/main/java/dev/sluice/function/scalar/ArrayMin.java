package dev.sluice.function.scalar;

import dev.sluice.function.ScalarFunction;

/// `array_min(a)`.
public final class ArrayMin {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("array_min")
            .summary("Gives the least item of an array; NULL if there is none.")
            .example("array_min(array(1, 3, NULL, 2))", 1)
            .example("array_min(array(CAST(NULL AS INT)))", null)
            .overload("(ARRAY<T>) -> T", arguments -> ArrayExtremes.bind(arguments, Item.ORDER.reversed()))
            .build();

    private ArrayMin() {}
}
