package dev.sluice.function.scalar;

import dev.sluice.function.ScalarFunction;

/// `get(a, i)`: an item of an array, counted from 0; NULL where there is none.
public final class Get {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("get")
            .summary("Gives the item of an array at a place counted from 0; NULL if there is none.")
            .example("get(array(1, 2), 1)", 2)
            .example("get(array(1, 2), 9)", null)
            .example("get(array(1, 2), -1)", null)
            .overload(
                    "(ARRAY<T>, INT) -> T",
                    arguments -> ItemAccess.item(arguments, ItemAccess::fromZeroOrNowhere, ItemAccess::isNumber))
            .build();

    private Get() {}
}
