package dev.sluice.sketches;

import dev.sluice.function.AggregateFunction;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Vector;
import java.util.List;
import org.apache.datasketches.theta.ThetaUnion;
import org.jspecify.annotations.Nullable;

/// `theta_union_agg(sketch, lgNomEntries)`: many sketches in one.
///
/// @param lgEntries the logarithm of how many hashes the union keeps
record ThetaUnionAgg(int lgEntries) implements ThetaUniting {

    private static final String NAME = "theta_union_agg";

    static final AggregateFunction FUNCTION = Aggregates.over(
                    AggregateFunction.named(NAME)
                            .summary(
                                    "Puts theta sketches together. The union keeps at most two to the power of so many "
                                            + "hashes, 12 if none is said, from 4 to 26."),
                    List.of("BINARY"),
                    ", INT",
                    (type, arguments) -> new ThetaUnionAgg(Theta.lgEntries(arguments.get(1), NAME)))
            .orElse(Theta.USUAL_LG_ENTRIES)
            .example(
                    "SELECT theta_sketch_estimate(theta_union_agg(s)) FROM (SELECT theta_sketch_agg(a) AS s FROM VALUES (1), "
                            + "(2) AS t(a) UNION ALL SELECT theta_sketch_agg(a) FROM VALUES (2), (3) AS t(a))",
                    3)
            .example("SELECT theta_sketch_estimate(theta_union_agg(CAST(NULL AS BINARY)))", 0)
            .build();

    @Override
    public ThetaUnion add(@Nullable ThetaUnion union, Vector[] arguments, int row) {
        ThetaUnion into = union == null ? Theta.union(lgEntries) : union;
        into.union(Theta.read(((BytesVector) arguments[0]).copy(row), NAME));
        return into;
    }
}
