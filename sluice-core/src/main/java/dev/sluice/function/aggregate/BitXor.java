package dev.sluice.function.aggregate;

import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Collecting;
import dev.sluice.type.DataType.Atomic;
import java.util.List;

/// `bit_xor(a)`: all values joined bit by bit.
public final class BitXor {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("bit_xor")
            .summary("Joins all values bit by bit with XOR.")
            .example("SELECT bit_xor(a) FROM VALUES (3), (5) AS t(a)", 6)
            .example("SELECT bit_xor(a) FROM VALUES (CAST(NULL AS INT)) AS t(a)", null)
            .overload("(TINYINT) -> TINYINT", _ -> new Collecting(List.of(Atomic.BYTE), new Bits(Bits.Operation.XOR)))
            .overload(
                    "(SMALLINT) -> SMALLINT", _ -> new Collecting(List.of(Atomic.SHORT), new Bits(Bits.Operation.XOR)))
            .overload("(INT) -> INT", _ -> new Collecting(List.of(Atomic.INT), new Bits(Bits.Operation.XOR)))
            .overload("(BIGINT) -> BIGINT", _ -> new Collecting(List.of(Atomic.LONG), new Bits(Bits.Operation.XOR)))
            .build();

    private BitXor() {}
}
