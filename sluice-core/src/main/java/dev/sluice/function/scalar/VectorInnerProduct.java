package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ScalarFunction;

/// `vector_inner_product(a, b)`.
public final class VectorInnerProduct {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("vector_inner_product")
            .summary("Gives the sum of the products of two vectors' items.")
            .example("vector_inner_product(array(1F, 2F, 3F), array(4F, 5F, 6F))", "32.0")
            .example("vector_inner_product(array(1F, NULL), array(1F, 1F))", null)
            .exact()
            .overload(
                    "(ARRAY<FLOAT>, ARRAY<FLOAT>) -> FLOAT",
                    FloatLists.ofTwo("vector_inner_product", VectorInnerProduct::of))
            .nullability(Nullability.ALWAYS)
            .build();

    private VectorInnerProduct() {}

    static float of(float[] left, float[] right) {
        return FloatLists.sum(left.length, i -> left[i] * right[i]);
    }
}
