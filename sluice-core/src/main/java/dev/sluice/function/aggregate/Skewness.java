package dev.sluice.function.aggregate;

import dev.sluice.function.AggregateFunction;

/// `skewness(a)`.
public final class Skewness {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("skewness")
            .summary("Tells how far values lean to one side of their mean; NULL if they are all equal.")
            .example("SELECT skewness(a) > 0 FROM VALUES (-10), (-20), (100), (1000) AS t(a)", true)
            .example("SELECT skewness(a) FROM VALUES (5) AS t(a)", null)
            .overload("(DOUBLE) -> DOUBLE", _ -> Moments.collecting(false))
            .build();

    private Skewness() {}
}
