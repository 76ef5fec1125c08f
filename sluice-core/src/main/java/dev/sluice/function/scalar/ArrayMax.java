package dev.sluice.function.scalar;

import dev.sluice.function.ScalarFunction;

/// `array_max(a)`.
public final class ArrayMax {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("array_max")
            .summary("Gives the greatest item of an array; NULL if there is none.")
            .example("array_max(array(1, 3, NULL, 2))", 3)
            .example("array_max(array(CAST(NULL AS INT)))", null)
            .overload("(ARRAY<T>) -> T", arguments -> ArrayExtremes.bind(arguments, Item.ORDER))
            .build();

    private ArrayMax() {}
}
