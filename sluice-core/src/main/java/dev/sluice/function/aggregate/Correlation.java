package dev.sluice.function.aggregate;

import dev.sluice.function.AggregateFunction;

/// `corr(a, b)`.
public final class Correlation {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("corr")
            .summary("Gives the correlation coefficient of pairs of numbers; NULL if there are too few.")
            .example("SELECT corr(a, b) FROM VALUES (1, 2), (2, 4), (3, 7), (4, NULL) AS t(a, b)", "0.9933992677987827")
            .example("SELECT corr(a, b) FROM VALUES (CAST(NULL AS INT), 1) AS t(a, b)", null)
            .overload("(DOUBLE, DOUBLE) -> DOUBLE", _ -> JointSpread.of(JointSpread.Measure.CORRELATION))
            .build();

    private Correlation() {}
}
