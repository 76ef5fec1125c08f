package dev.sluice.function.aggregate;

import dev.sluice.function.AggregateFunction;

/// `variance(a)`: the variance of a sample.
public final class VarSamp {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("variance", "var_samp")
            .summary("Gives the variance of a sample; NULL of fewer than two values.")
            .example("SELECT variance(a) FROM VALUES (1), (3) AS t(a)", 2.0)
            .example("SELECT variance(a) FROM VALUES (CAST(NULL AS INT)) AS t(a)", null)
            .overload("(DOUBLE) -> DOUBLE", _ -> Spread.collecting(true, false))
            .build();

    private VarSamp() {}
}
