package dev.sluice.function.aggregate;

import dev.sluice.function.AggregateFunction;

/// `last(a)`: the value of the last row.
public final class Last {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("last", "last_value")
            .summary(
                    "Gives the last value in the order of the input, NULL included; with a second argument true, the last "
                            + "that is not NULL.")
            .example("SELECT last(a) FROM VALUES (10), (5), (20) AS t(a)", 20)
            .example("SELECT last(a) FROM VALUES (5), (CAST(NULL AS INT)) AS t(a)", null)
            .example("SELECT last(a, true) FROM VALUES (5), (CAST(NULL AS INT)) AS t(a)", 5)
            .ordered()
            .overload("(T) -> T", match -> OneOfMany.collecting(match, false))
            .overload("(T, BOOLEAN) -> T", match -> OneOfMany.collecting(match, false))
            .build();

    private Last() {}
}
