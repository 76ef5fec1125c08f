package dev.sluice.function.aggregate;

import dev.sluice.function.AggregateFunction;

/// `var_pop(a)`: the variance of a population.
public final class VarPop {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("var_pop")
            .summary("Gives the variance of a population.")
            .example("SELECT var_pop(a) FROM VALUES (1), (3) AS t(a)", 1.0)
            .example("SELECT var_pop(a) FROM VALUES (CAST(NULL AS INT)) AS t(a)", null)
            .overload("(DOUBLE) -> DOUBLE", _ -> Spread.collecting(false, false))
            .build();

    private VarPop() {}
}
