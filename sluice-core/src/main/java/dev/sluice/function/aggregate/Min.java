package dev.sluice.function.aggregate;

import dev.sluice.function.AggregateFunction;

/// `min(a)`: the least value, of any type that has an order.
public final class Min {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("min")
            .summary("Gives the least value; NULL if there is none.")
            .example("SELECT min(a) FROM VALUES (3), (1), (NULL) AS t(a)", 1)
            .example("SELECT min(a) FROM VALUES (CAST(NULL AS INT)) AS t(a)", null)
            .binding("(T) -> T", types -> Extremes.bind(types, -1))
            .build();

    private Min() {}
}
