package dev.sluice.function.aggregate;

import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Collecting;
import dev.sluice.type.DataType.Atomic;
import java.util.List;

/// `bit_and(a)`: all values joined bit by bit.
public final class BitAnd {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("bit_and")
            .summary("Joins all values bit by bit with AND.")
            .example("SELECT bit_and(a) FROM VALUES (3), (5) AS t(a)", 1)
            .example("SELECT bit_and(a) FROM VALUES (CAST(NULL AS INT)) AS t(a)", null)
            .overload("(TINYINT) -> TINYINT", _ -> new Collecting(List.of(Atomic.BYTE), new Bits(Bits.Operation.AND)))
            .overload(
                    "(SMALLINT) -> SMALLINT", _ -> new Collecting(List.of(Atomic.SHORT), new Bits(Bits.Operation.AND)))
            .overload("(INT) -> INT", _ -> new Collecting(List.of(Atomic.INT), new Bits(Bits.Operation.AND)))
            .overload("(BIGINT) -> BIGINT", _ -> new Collecting(List.of(Atomic.LONG), new Bits(Bits.Operation.AND)))
            .build();

    private BitAnd() {}
}
