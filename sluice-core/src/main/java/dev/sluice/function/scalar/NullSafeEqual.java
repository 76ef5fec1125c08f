package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ValueOrder;
import dev.sluice.vector.VectorBuilder;

/// `a <=> b`: equality in which NULL equals NULL.
public final class NullSafeEqual {

    private static final Kernel KERNEL =
            Kernels.rowsWithNullsTo(Atomic.BOOLEAN, VectorBuilder.Booleans.class, (row, out) -> {
                boolean left = row.isNull(0);
                boolean right = row.isNull(1);
                out.append(
                        left || right
                                ? left && right
                                : ValueOrder.compare(row.vector(0), row.position(0), row.vector(1), row.position(1))
                                        == 0);
            });

    public static final ScalarFunction FUNCTION = ScalarFunction.named("<=>")
            .summary("Tells whether two values are equal or both NULL; is never NULL itself.")
            .example("1 <=> 1", true)
            .example("1 <=> NULL", false)
            .example("NULL <=> NULL", true)
            .nullability(Nullability.NEVER)
            .overload("(T, T) -> BOOLEAN", arguments -> Comparison.bind(arguments, _ -> KERNEL))
            .build();

    private NullSafeEqual() {}
}
