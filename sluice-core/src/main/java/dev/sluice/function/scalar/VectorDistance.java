package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ScalarFunction;

/// `vector_l2_distance(a, b)`.
public final class VectorDistance {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("vector_l2_distance")
            .summary("Gives the distance between two points, which vectors are.")
            .example("vector_l2_distance(array(0F, 0F), array(3F, 4F))", "5.0")
            .example("vector_l2_distance(array(1F, NULL), array(1F, 1F))", null)
            .exact()
            .overload("(ARRAY<FLOAT>, ARRAY<FLOAT>) -> FLOAT", FloatLists.ofTwo("vector_l2_distance", (left, right) ->
                    (float) Math.sqrt(FloatLists.sum(left.length, i -> (left[i] - right[i]) * (left[i] - right[i])))))
            .nullability(Nullability.ALWAYS)
            .build();

    private VectorDistance() {}
}
