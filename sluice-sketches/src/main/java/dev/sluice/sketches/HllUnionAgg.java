package dev.sluice.sketches;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.Argument;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Vector;
import java.util.List;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.jspecify.annotations.Nullable;

/// `hll_union_agg(sketch, allowDifferentLgConfigK)`: many sketches in one.
final class HllUnionAgg implements Sketching<HllUnion> {

    private static final String NAME = "hll_union_agg";

    static final AggregateFunction FUNCTION = Aggregates.over(
                    AggregateFunction.named(NAME)
                            .summary("Puts HyperLogLog sketches together. They must have the same number of buckets, "
                                    + "unless it is said that they may differ; then the smaller is the union's."),
                    List.of("BINARY"),
                    ", BOOLEAN",
                    (type, arguments) -> new HllUnionAgg(mayDiffer(arguments.get(1))))
            .orElse(false)
            .example(
                    "SELECT hll_sketch_estimate(hll_union_agg(s)) FROM (SELECT hll_sketch_agg(a) AS s FROM VALUES (1), (2) "
                            + "AS t(a) UNION ALL SELECT hll_sketch_agg(a) FROM VALUES (2), (3) AS t(a))",
                    3)
            .example(
                    "SELECT hll_sketch_estimate(hll_union_agg(s, true)) FROM (SELECT hll_sketch_agg(1) AS s UNION ALL "
                            + "SELECT hll_sketch_agg(1, 20))",
                    1)
            .build();

    private final boolean mayDiffer;

    private static boolean mayDiffer(Argument said) {
        if (said.constant()) return Boolean.TRUE.equals(said.value());
        throw ErrorCondition.NON_FOLDABLE_INPUT
                .error()
                .with("inputName", "`allowDifferentLgConfigK`")
                .with("inputType", "\"BOOLEAN\"")
                .build();
    }

    private HllUnionAgg(boolean mayDiffer) {
        this.mayDiffer = mayDiffer;
    }

    @Override
    public HllUnion add(@Nullable HllUnion union, Vector[] arguments, int row) {
        HllSketch sketch = Hll.read(((BytesVector) arguments[0]).copy(row), NAME);
        HllUnion into = union == null ? new HllUnion(sketch.getLgConfigK()) : union;
        return Hll.add(into, sketch, mayDiffer, NAME);
    }

    @Override
    public HllUnion merge(HllUnion left, HllUnion right) {
        return Hll.add(left, right.getResult(Hll.TYPE), mayDiffer, NAME);
    }

    @Override
    public HllUnion read(byte[] bytes) {
        return HllUnion.heapify(bytes);
    }

    @Override
    public byte[] write(HllUnion union) {
        return union.toUpdatableByteArray();
    }

    @Override
    public byte[] result(@Nullable HllUnion union) {
        return write(union == null ? new HllUnion(Hll.USUAL_LG_K) : union);
    }
}
