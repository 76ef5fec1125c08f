package dev.sluice.function.aggregate;

import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Collecting;
import dev.sluice.type.DataType.Atomic;
import java.util.List;

/// `bool_or(condition)`: whether it holds for any row.
public final class BoolOr {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("bool_or", "some", "any")
            .summary("Says whether a condition is true for any row.")
            .example("SELECT bool_or(a > 1) FROM VALUES (1), (2), (NULL) AS t(a)", true)
            .example("SELECT bool_or(a > 2) FROM VALUES (1), (2) AS t(a)", false)
            .overload("(BOOLEAN) -> BOOLEAN", _ -> new Collecting(List.of(Atomic.BOOLEAN), new Bits(Bits.Operation.OR)))
            .build();

    private BoolOr() {}
}
