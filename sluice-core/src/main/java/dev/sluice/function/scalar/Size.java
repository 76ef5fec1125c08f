package dev.sluice.function.scalar;

import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.MapVector;

/// `size(a)`: the number of items of an array or entries of a map.
public final class Size {

    static final Kernel ARRAYS =
            Kernels.rowsToInt((row, out) -> out.append(((ArrayVector) row.vector(0)).lengths()[row.position(0)]));

    public static final ScalarFunction FUNCTION = ScalarFunction.named("size", "cardinality")
            .summary("Gives the number of items of an array or entries of a map.")
            .example("size(array(1, NULL))", 2)
            .example("size(map('a', 1))", 1)
            .example("cardinality(array())", 0)
            .example("size(NULL)", null)
            .overload("(ARRAY<T>) -> INT", ARRAYS)
            .overload(
                    "(MAP<K, V>) -> INT",
                    Kernels.rowsToInt((row, out) -> out.append(((MapVector) row.vector(0)).lengths()[row.position(0)])))
            .build();

    private Size() {}
}
