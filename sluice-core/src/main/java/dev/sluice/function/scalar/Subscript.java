package dev.sluice.function.scalar;

import dev.sluice.function.ScalarFunction;

/// `a[i]`: an item of an array, counted from 0, or the value of a key of a map.
public final class Subscript {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("[]")
            .summary("Gives the item of an array at a place counted from 0, or the value of a key of a map.")
            .example("array(1, 2)[1]", 2)
            .example("map('a', 1)['a']", 1)
            .example("map('a', 1)['b']", null)
            .example("array(1)[NULL]", null)
            .overload(
                    "(ARRAY<T>, INT) -> T",
                    arguments -> ItemAccess.item(arguments, ItemAccess::fromZero, ItemAccess::isPlace))
            .overload("(MAP<K, V>, K) -> V", ItemAccess::valueOfCast)
            .build();

    private Subscript() {}
}
