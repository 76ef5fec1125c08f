package dev.sluice.function.aggregate;

import dev.sluice.function.AggregateFunction;

/// `covar_pop(a, b)`.
public final class PopulationCovariance {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("covar_pop")
            .summary("Gives the covariance of all pairs of numbers; NULL if there are too few.")
            .example(
                    "SELECT covar_pop(a, b) FROM VALUES (1, 2), (2, 4), (3, 7), (4, NULL) AS t(a, b)",
                    "1.6666666666666667")
            .example("SELECT covar_pop(a, b) FROM VALUES (CAST(NULL AS INT), 1) AS t(a, b)", null)
            .overload("(DOUBLE, DOUBLE) -> DOUBLE", _ -> JointSpread.of(JointSpread.Measure.POPULATION_COVARIANCE))
            .build();

    private PopulationCovariance() {}
}
