package dev.sluice.function.aggregate;

import dev.sluice.function.AggregateFunction;

/// `kurtosis(a)`: that of a normal distribution is 0.
public final class Kurtosis {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("kurtosis")
            .summary("Tells how much of the variance comes from values far out; NULL if they are all equal.")
            .example("SELECT kurtosis(a) < 0 FROM VALUES (-10), (-20), (100), (1000) AS t(a)", true)
            .example("SELECT kurtosis(a) FROM VALUES (5) AS t(a)", null)
            .overload("(DOUBLE) -> DOUBLE", _ -> Moments.collecting(true))
            .build();

    private Kurtosis() {}
}
