package dev.sluice.function.aggregate;

import dev.sluice.function.AggregateFunction;

/// `covar_samp(a, b)`.
public final class SampleCovariance {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("covar_samp")
            .summary("Gives the covariance of a sample of pairs of numbers; NULL if there are too few.")
            .example("SELECT covar_samp(a, b) FROM VALUES (1, 2), (2, 4), (3, 7), (4, NULL) AS t(a, b)", "2.5")
            .example("SELECT covar_samp(a, b) FROM VALUES (CAST(NULL AS INT), 1) AS t(a, b)", null)
            .overload("(DOUBLE, DOUBLE) -> DOUBLE", _ -> JointSpread.of(JointSpread.Measure.SAMPLE_COVARIANCE))
            .build();

    private SampleCovariance() {}
}
