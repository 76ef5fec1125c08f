package dev.sluice.function.aggregate;

import dev.sluice.function.AggregateFunction;

/// `min_by(value, order)`: the value beside the least.
public final class MinBy {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("min_by")
            .summary("Gives the value of the row whose second argument is the least.")
            .example("SELECT min_by(a, b) FROM VALUES ('a', 1), ('b', 2), ('c', NULL) AS t(a, b)", "a")
            .example("SELECT min_by(a, b) FROM VALUES ('a', CAST(NULL AS INT)) AS t(a, b)", null)
            .binding("(T, U) -> T", types -> ValueBy.bind(types, -1))
            .build();

    private MinBy() {}
}
