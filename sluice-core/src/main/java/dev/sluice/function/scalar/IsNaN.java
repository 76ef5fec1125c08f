package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;

/// `isnan(x)`: false for NULL.
public final class IsNaN {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("isnan")
            .summary("Tells whether a number is NaN; false for NULL.")
            .example("isnan(double('NaN'))", true)
            .example("isnan(1)", false)
            .example("isnan(NULL)", false)
            .nullability(Nullability.NEVER)
            .overload(
                    "(DOUBLE) -> BOOLEAN",
                    Kernels.rowsWithNullsTo(
                            Atomic.BOOLEAN,
                            VectorBuilder.Booleans.class,
                            (row, out) -> out.append(!row.isNull(0) && Double.isNaN(row.doubleAt(0)))))
            .overload(
                    "(FLOAT) -> BOOLEAN",
                    Kernels.rowsWithNullsTo(
                            Atomic.BOOLEAN,
                            VectorBuilder.Booleans.class,
                            (row, out) -> out.append(!row.isNull(0) && Float.isNaN(row.floatAt(0)))))
            .build();

    private IsNaN() {}
}
