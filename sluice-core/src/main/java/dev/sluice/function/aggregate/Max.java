package dev.sluice.function.aggregate;

import dev.sluice.function.AggregateFunction;

/// `max(a)`: the greatest value, of any type that has an order.
public final class Max {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("max")
            .summary("Gives the greatest value; NULL if there is none.")
            .example("SELECT max(a) FROM VALUES (3), (1), (NULL) AS t(a)", 3)
            .example("SELECT max(a) FROM VALUES (CAST(NULL AS INT)) AS t(a)", null)
            .binding("(T) -> T", types -> Extremes.bind(types, 1))
            .build();

    private Max() {}
}
