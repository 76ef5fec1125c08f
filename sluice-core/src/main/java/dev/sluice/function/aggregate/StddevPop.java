package dev.sluice.function.aggregate;

import dev.sluice.function.AggregateFunction;

/// `stddev_pop(a)`: the standard deviation of a population.
public final class StddevPop {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("stddev_pop")
            .summary("Gives the standard deviation of a population.")
            .example("SELECT stddev_pop(a) FROM VALUES (1), (3) AS t(a)", 1.0)
            .example("SELECT stddev_pop(a) FROM VALUES (CAST(NULL AS INT)) AS t(a)", null)
            .overload("(DOUBLE) -> DOUBLE", _ -> Spread.collecting(false, true))
            .build();

    private StddevPop() {}
}
