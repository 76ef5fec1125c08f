package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;

/// `elt(n, a, b, …)`: the n-th of the values behind.
public final class Choose {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("elt")
            .summary("Gives the n-th of the values behind n, counted from 1.")
            .example("elt(1, 'scala', 'java')", "scala")
            .example("elt(NULL, 'scala', 'java')", null)
            .nullability(Nullability.ALWAYS)
            .overload("(INT, BINARY, BINARY...) -> BINARY", kernel(Atomic.BINARY))
            .overload("(INT, STRING, STRING...) -> STRING", kernel(Atomic.STRING))
            .build();

    private Choose() {}

    private static Kernel kernel(DataType type) {
        return Kernels.rowsWithNullsTo(type, VectorBuilder.Bytes.class, (row, out) -> {
            if (row.isNull(0)) {
                out.appendNull();
                return;
            }
            int wanted = row.intAt(0);
            if (wanted < 1 || wanted >= row.argumentCount()) throw outside(wanted, row.argumentCount() - 1);
            out.append(row.vector(wanted), row.position(wanted));
        });
    }

    private static SluiceException outside(int index, int count) {
        return ErrorCondition.INVALID_ARRAY_INDEX
                .error()
                .with("indexValue", index)
                .with("arraySize", count)
                .with("functionName", "`elt`")
                .build();
    }
}
