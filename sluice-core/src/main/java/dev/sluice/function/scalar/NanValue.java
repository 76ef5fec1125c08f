package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;

/// `nanvl(a, b)`: `b` where `a` is NaN.
public final class NanValue {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("nanvl")
            .summary("Gives the first number, or the second where the first is NaN.")
            .example("nanvl(double('NaN'), 1)", "1.0")
            .example("nanvl(2.5D, 1)", "2.5")
            .example("nanvl(NULL, 1)", null)
            .nullability(Nullability.DEPENDENT)
            .overload(
                    "(DOUBLE, DOUBLE) -> DOUBLE",
                    Kernels.rowsWithNullsTo(Atomic.DOUBLE, VectorBuilder.Doubles.class, (row, out) -> {
                        boolean second = !row.isNull(0) && Double.isNaN(row.doubleAt(0));
                        out.append(row.vector(second ? 1 : 0), row.position(second ? 1 : 0));
                    }))
            .build();

    private NanValue() {}
}
