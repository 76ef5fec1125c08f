package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ScalarFunction;
import org.jspecify.annotations.Nullable;

/// `vector_cosine_similarity(a, b)`.
public final class VectorCosineSimilarity {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("vector_cosine_similarity")
            .summary("Gives the cosine of the angle between two vectors, NULL if one has no length.")
            .example("vector_cosine_similarity(array(1F, 0F), array(0F, 2F))", "0.0")
            .example("vector_cosine_similarity(array(0F), array(1F))", null)
            .exact()
            .overload(
                    "(ARRAY<FLOAT>, ARRAY<FLOAT>) -> FLOAT",
                    FloatLists.ofTwo("vector_cosine_similarity", VectorCosineSimilarity::of))
            .nullability(Nullability.ALWAYS)
            .build();

    private VectorCosineSimilarity() {}

    private static @Nullable Float of(float[] left, float[] right) {
        float squares = VectorInnerProduct.of(left, left) * VectorInnerProduct.of(right, right);
        float lengths = (float) Math.sqrt(squares);
        return lengths == 0 ? null : VectorInnerProduct.of(left, right) / lengths;
    }
}
