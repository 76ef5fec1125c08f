package dev.sluice.function.aggregate;

import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Collecting;
import dev.sluice.type.DataType.Atomic;
import java.util.List;

/// `bool_and(condition)`: whether it holds for all rows.
public final class BoolAnd {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("bool_and", "every")
            .summary("Says whether a condition is true for all rows for which it is not NULL.")
            .example("SELECT bool_and(a > 0) FROM VALUES (1), (2), (NULL) AS t(a)", true)
            .example("SELECT bool_and(a > 1) FROM VALUES (1), (2) AS t(a)", false)
            .overload(
                    "(BOOLEAN) -> BOOLEAN", _ -> new Collecting(List.of(Atomic.BOOLEAN), new Bits(Bits.Operation.AND)))
            .build();

    private BoolAnd() {}
}
