package dev.sluice.sketches;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.AggregateFunction;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Vector;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.apache.datasketches.theta.ThetaIntersection;
import org.apache.datasketches.theta.ThetaSetOperation;
import org.apache.datasketches.theta.ThetaSketch;
import org.jspecify.annotations.Nullable;

/// `theta_intersection_agg(sketch)`: what all sketches have seen.
final class ThetaIntersectionAgg implements Sketching<ThetaIntersection> {

    private static final String NAME = "theta_intersection_agg";

    static final AggregateFunction FUNCTION = Aggregates.over(
                    AggregateFunction.named(NAME)
                            .summary(
                                    "Gives a theta sketch of the values that all theta sketches have seen, NULL left out. "
                                            + "Without any sketch it is an error."),
                    List.of("BINARY"),
                    "",
                    (type, arguments) -> new ThetaIntersectionAgg())
            .example(
                    "SELECT theta_sketch_estimate(theta_intersection_agg(s)) FROM (SELECT theta_sketch_agg(a) AS s FROM VALUES "
                            + "(1), (2) AS t(a) UNION ALL SELECT theta_sketch_agg(a) FROM VALUES (2), (3) AS t(a))",
                    1)
            .example(
                    "SELECT theta_sketch_estimate(theta_intersection_agg(s)) FROM (SELECT theta_sketch_agg(1) AS s)", 1)
            .build();

    private ThetaIntersectionAgg() {}

    @Override
    public ThetaIntersection add(@Nullable ThetaIntersection sketch, Vector[] arguments, int row) {
        ThetaIntersection into = sketch == null ? ThetaSetOperation.builder().buildIntersection() : sketch;
        into.intersect(Theta.read(((BytesVector) arguments[0]).copy(row), NAME));
        return into;
    }

    @Override
    public ThetaIntersection merge(ThetaIntersection left, ThetaIntersection right) {
        left.intersect(right.getResult());
        return left;
    }

    @Override
    public ThetaIntersection read(byte[] bytes) {
        ThetaIntersection intersection = ThetaSetOperation.builder().buildIntersection();
        intersection.intersect(ThetaSketch.wrap(MemorySegment.ofArray(bytes)));
        return intersection;
    }

    @Override
    public byte[] write(ThetaIntersection sketch) {
        return sketch.getResult().toByteArrayCompressed();
    }

    @Override
    public byte[] result(@Nullable ThetaIntersection sketch) {
        if (sketch != null) return write(sketch);
        throw ErrorCondition.NOTHING_TO_INTERSECT
                .error()
                .with("function", "`" + NAME + "`")
                .build();
    }
}
