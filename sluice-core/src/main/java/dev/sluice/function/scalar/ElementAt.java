package dev.sluice.function.scalar;

import dev.sluice.function.ScalarFunction;

/// `element_at(a, i)`: an item of an array, counted from 1, or the value of a key of a map.
public final class ElementAt {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("element_at")
            .summary("Gives the item of an array at a position counted from 1, or from the end if it is negative, "
                    + "or the value of a key of a map.")
            .example("element_at(array(1, 2, 3), 1)", 1)
            .example("element_at(array(1, 2, 3), -1)", 3)
            .example("element_at(map('a', 1), 'z')", null)
            .overload(
                    "(ARRAY<T>, INT) -> T",
                    arguments -> ItemAccess.item(arguments, ItemAccess::fromOne, ItemAccess::isSmallInteger))
            .overload("(MAP<K, V>, K) -> V", ItemAccess::value)
            .build();

    private ElementAt() {}
}
