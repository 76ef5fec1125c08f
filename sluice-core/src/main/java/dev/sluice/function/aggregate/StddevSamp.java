package dev.sluice.function.aggregate;

import dev.sluice.function.AggregateFunction;

/// `stddev(a)`: the standard deviation of a sample.
public final class StddevSamp {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("stddev", "stddev_samp", "std")
            .summary("Gives the standard deviation of a sample; NULL of fewer than two values.")
            .example("SELECT stddev(a) FROM VALUES (1), (3) AS t(a)", 1.4142135623730951)
            .example("SELECT stddev(a) FROM VALUES (CAST(NULL AS INT)) AS t(a)", null)
            .overload("(DOUBLE) -> DOUBLE", _ -> Spread.collecting(true, true))
            .build();

    private StddevSamp() {}
}
