package dev.sluice.function.aggregate;

import dev.sluice.function.AggregateFunction;
import dev.sluice.type.DataType.Atomic;

/// `median(a)` and `percentile(a, p, frequency)`: exact, between two values in proportion.
public final class Median {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("median")
            .summary("Gives the value in the middle; of two, their mean.")
            .example("SELECT median(a) FROM VALUES (0), (10), (7), (NULL) AS t(a)", "7.0")
            .example("SELECT median(a) FROM VALUES (CAST(NULL AS INT)) AS t(a)", null)
            .overload("(DOUBLE) -> DOUBLE", _ -> Percentile.collecting(false))
            .binding("(interval) -> interval", types -> Percentile.ofIntervals(types, false))
            .build();

    public static final AggregateFunction PERCENTILE = AggregateFunction.named("percentile")
            .summary(
                    "Gives the value below which a part of all values is, from 0 to 1, or a list of them for a list of "
                            + "parts; each value counts as often as the third argument says.")
            .example("SELECT percentile(a, 0.25) FROM VALUES (0), (10), (7) AS t(a)", "3.5")
            .example("SELECT percentile(a, array(0.0, 1.0)) FROM VALUES (0), (10), (7) AS t(a)", "[0.0, 10.0]")
            .overload("(DOUBLE, DOUBLE) -> DOUBLE", _ -> Percentile.collecting(false))
            .overload("(DOUBLE, DOUBLE, BIGINT) -> DOUBLE", _ -> Percentile.collecting(false))
            .overload("(DOUBLE, ARRAY<DOUBLE>) -> ARRAY<DOUBLE>", _ -> Percentile.collecting(true))
            .overload("(DOUBLE, ARRAY<DOUBLE>, BIGINT) -> ARRAY<DOUBLE>", _ -> Percentile.collecting(true))
            .binding("(interval, DOUBLE) -> interval", types -> Percentile.ofIntervals(types, false, Atomic.DOUBLE))
            .binding(
                    "(interval, DOUBLE, BIGINT) -> interval",
                    types -> Percentile.ofIntervals(types, false, Atomic.DOUBLE, Atomic.LONG))
            .binding(
                    "(interval, ARRAY<DOUBLE>) -> ARRAY<interval>",
                    types -> Percentile.ofIntervals(types, true, Percentile.DOUBLES))
            .binding(
                    "(interval, ARRAY<DOUBLE>, BIGINT) -> ARRAY<interval>",
                    types -> Percentile.ofIntervals(types, true, Percentile.DOUBLES, Atomic.LONG))
            .build();

    public static final AggregateFunction PERCENTILE_CONT = AggregateFunction.named("percentile_cont")
            .summary(
                    "With WITHIN GROUP (ORDER BY a), gives the value below which a part of all values is, from 0 to 1, "
                            + "or a list of them for a list of parts; between two values, in proportion.")
            .example("SELECT percentile_cont(0.25) WITHIN GROUP (ORDER BY a) FROM VALUES (0), (10), (7) AS t(a)", "3.5")
            .example(
                    "SELECT percentile_cont(0.25) WITHIN GROUP (ORDER BY a DESC) FROM VALUES (0), (10), (7) AS t(a)",
                    "8.5")
            .within(
                    1,
                    (types, order) ->
                            Percentile.within(types, false, order.getFirst().ascending()))
            .build();

    public static final AggregateFunction PERCENTILE_DISC = AggregateFunction.named("percentile_disc")
            .summary("With WITHIN GROUP (ORDER BY a), gives the first value that has at least a part of all values "
                    + "before or at it, from 0 to 1, or a list of them for a list of parts.")
            .example("SELECT percentile_disc(0.25) WITHIN GROUP (ORDER BY a) FROM VALUES (0), (10), (7) AS t(a)", "0.0")
            .example(
                    "SELECT percentile_disc(0.25) WITHIN GROUP (ORDER BY a DESC) FROM VALUES (0), (10), (7) AS t(a)",
                    "10.0")
            .within(
                    1,
                    (types, order) ->
                            Percentile.within(types, true, order.getFirst().ascending()))
            .build();

    private Median() {}
}
