package dev.sluice.analyzer;

/// What the settings of a session allow of what [StreamingRules] refuse.
///
/// @param checksOperations whether Spark's rules are looked at: `spark.sql.streaming.unsupportedOperationCheck`. What
///     can't be done at all is refused even so
/// @param checksCorrectness whether operators may not stand above others whose rows may come late to them:
///     `spark.sql.streaming.statefulOperator.checkCorrectness.enabled`
/// @param multipleStatefulOperators whether each operator has a watermark of its own, and only one watermark may be
///     said: `spark.sql.streaming.statefulOperator.allowMultiple`
/// @param updateChains whether in update mode operators may stand above groups that are given out when they are over:
///     `sluice.sql.beyondSpark.updateChains`
/// @param distinctAggregates whether streams may have aggregates of distinct values:
///     `sluice.sql.beyondSpark.distinctAggregates`
/// @param topN whether rows may be ranked where all of a partition come together: `sluice.sql.beyondSpark.topN`
public record StreamingPermissions(
        boolean checksOperations,
        boolean checksCorrectness,
        boolean multipleStatefulOperators,
        boolean distinctAggregates,
        boolean updateChains,
        boolean topN) {

    /// What Spark allows if nothing is said.
    public static final StreamingPermissions USUAL = new StreamingPermissions(true, true, true, false, false, false);
}
