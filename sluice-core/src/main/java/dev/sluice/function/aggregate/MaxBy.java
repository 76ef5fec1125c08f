package dev.sluice.function.aggregate;

import dev.sluice.function.AggregateFunction;

/// `max_by(value, order)`: the value beside the greatest.
public final class MaxBy {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("max_by")
            .summary("Gives the value of the row whose second argument is the greatest.")
            .example("SELECT max_by(a, b) FROM VALUES ('a', 1), ('b', 2), ('c', NULL) AS t(a, b)", "b")
            .example("SELECT max_by(a, b) FROM VALUES ('a', CAST(NULL AS INT)) AS t(a, b)", null)
            .binding("(T, U) -> T", types -> ValueBy.bind(types, 1))
            .build();

    private MaxBy() {}
}
