package dev.sluice.function.scalar;

import dev.sluice.function.ScalarFunction;

/// `try_element_at(a, i)`: like `element_at`, but NULL where there is no such item.
public final class TryElementAt {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("try_element_at")
            .summary("Gives the item of an array at a position counted from 1, or the value of a key of a map; "
                    + "NULL if there is none.")
            .example("try_element_at(array(1, 2), 2)", 2)
            .example("try_element_at(array(1), 5)", null)
            .example("try_element_at(map('a', 1), 'a')", 1)
            .overload(
                    "(ARRAY<T>, INT) -> T",
                    arguments -> ItemAccess.item(arguments, ItemAccess::fromOneOrNowhere, ItemAccess::isSmallInteger))
            .overload("(MAP<K, V>, K) -> V", ItemAccess::value)
            .build();

    private TryElementAt() {}
}
