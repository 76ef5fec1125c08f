package dev.sluice.function.aggregate;

import dev.sluice.function.AggregateFunction;

/// `first(a)`: the value of the first row.
public final class First {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("first", "first_value", "any_value")
            .summary("Gives the first value in the order of the input, NULL included; with a second argument true, the "
                    + "first that is not NULL.")
            .example("SELECT first(a) FROM VALUES (10), (5), (20) AS t(a)", 10)
            .example("SELECT first(a) FROM VALUES (CAST(NULL AS INT)), (5) AS t(a)", null)
            .example("SELECT first(a, true) FROM VALUES (CAST(NULL AS INT)), (5) AS t(a)", 5)
            .ordered()
            .overload("(T) -> T", match -> OneOfMany.collecting(match, true))
            .overload("(T, BOOLEAN) -> T", match -> OneOfMany.collecting(match, true))
            .build();

    private First() {}
}
