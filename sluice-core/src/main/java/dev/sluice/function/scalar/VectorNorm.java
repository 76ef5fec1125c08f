package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;

/// `vector_norm(a, degree)` and `vector_normalize(a, degree)`.
public final class VectorNorm {

    private static final DataType.Array VECTOR = new DataType.Array(Atomic.FLOAT, true);

    public static final ScalarFunction FUNCTION = ScalarFunction.named("vector_norm")
            .summary(
                    "Gives the length of a vector: by degree 1F the sum of its items, each positive, by 2F the usual one, "
                            + "by float('inf') the greatest item. The degree is 2F if none is said.")
            .example("vector_norm(array(3F, 4F))", "5.0")
            .example("vector_norm(array(3F, -4F), 1F)", "7.0")
            .exact()
            .overload(
                    "(ARRAY<FLOAT>, FLOAT) -> FLOAT",
                    Kernels.rowsTo(Atomic.FLOAT, VectorBuilder.Floats.class, (row, out) -> {
                        float[] items = FloatLists.items(row, 0);
                        float degree = checked(row.floatAt(1), "vector_norm");
                        if (items == null) {
                            out.appendNull();
                        } else {
                            out.append(norm(items, degree));
                        }
                    }))
            .orElse(2F)
            .nullability(Nullability.ALWAYS)
            .build();

    public static final ScalarFunction NORMALIZE = ScalarFunction.named("vector_normalize")
            .summary(
                    "Gives the vector of length 1 in the same direction, NULL if it has no length. The degree says what "
                            + "its length is, see vector_norm.")
            .example("vector_normalize(array(3F, 4F))", "[0.6, 0.8]")
            .example("vector_normalize(array(0F))", null)
            .exact()
            .overload(
                    "(ARRAY<FLOAT>, FLOAT) -> ARRAY<FLOAT>",
                    Kernels.rowsTo(VECTOR, VectorBuilder.Lists.class, (row, out) -> {
                        float[] items = FloatLists.items(row, 0);
                        float degree = checked(row.floatAt(1), "vector_normalize");
                        float norm = items == null ? 0 : norm(items, degree);
                        if (items == null || norm == 0 && items.length > 0) {
                            out.appendNull();
                        } else {
                            var divided = (VectorBuilder.Floats) out.elements();
                            for (float item : items) divided.append(item / norm);
                            out.endRow();
                        }
                    }))
            .orElse(2F)
            .nullability(Nullability.ALWAYS)
            .build();

    private VectorNorm() {}

    private static float norm(float[] items, float degree) {
        if (degree == 1) return FloatLists.sum(items.length, i -> Math.abs(items[i]));
        if (degree == 2) return (float) Math.sqrt(VectorInnerProduct.of(items, items));
        float most = 0;
        for (float item : items) {
            if (Math.abs(item) > most) most = Math.abs(item); // not Math.max, for which NaN is greatest
        }
        return most;
    }

    private static float checked(float degree, String function) {
        if (degree == 1 || degree == 2 || degree == Float.POSITIVE_INFINITY) return degree;
        throw ErrorCondition.INVALID_VECTOR_NORM_DEGREE
                .error()
                .with("functionName", "`" + function + "`")
                .with("degree", degree)
                .build();
    }
}
