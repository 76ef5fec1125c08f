package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.ScalarFunction;
import dev.sluice.vector.BooleanVector;
import dev.sluice.vector.Vector;

/// `a IS NULL`.
public final class IsNull {

    private static final Kernel KERNEL = (arguments, rows, size, _) -> {
        Vector argument = arguments[0];
        boolean[] out = new boolean[size];
        for (int i = 0; i < rows.size(); i++) out[rows.row(i)] = argument.isNull(rows.row(i));
        return new BooleanVector(out, null, size);
    };

    public static final ScalarFunction FUNCTION = ScalarFunction.named("isnull")
            .summary("Tells whether a value is NULL.")
            .example("isnull(1)", false)
            .example("NULL IS NULL", true)
            .nullability(Nullability.NEVER)
            .overload("(T) -> BOOLEAN", KERNEL)
            .build();

    private IsNull() {}
}
