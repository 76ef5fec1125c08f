package dev.sluice.sketches;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;

/// `hll_union(first, second, allowDifferentLgConfigK)`.
final class HllUnionOfTwo {

    private static final String NAME = "hll_union";

    static final ScalarFunction FUNCTION = ScalarFunction.named(NAME)
            .summary("Puts two HyperLogLog sketches together. They must have the same number of buckets, unless it is "
                    + "said that they may differ; then the smaller is the union's.")
            .example("hll_union(hll_sketch_agg(1), NULL)", null)
            .example("hll_sketch_estimate(hll_union(hll_sketch_agg(1), hll_sketch_agg(2, 20), true))", 2)
            .exact()
            .overload("(BINARY, BINARY, BOOLEAN) -> BINARY", Kernels.rowsToBytes((row, out) -> {
                byte[] union = union(row.copyAt(0), row.copyAt(1), row.booleanAt(2));
                out.append(union, 0, union.length);
            }))
            .orElse(false)
            .build();

    private HllUnionOfTwo() {}

    private static byte[] union(byte[] first, byte[] second, boolean mayDiffer) {
        HllSketch left = Hll.read(first, NAME);
        HllSketch right = Hll.read(second, NAME);
        Hll.checkSame(left.getLgConfigK(), right.getLgConfigK(), mayDiffer, NAME);
        var union = new HllUnion(Math.min(left.getLgConfigK(), right.getLgConfigK()));
        union.update(left);
        union.update(right);
        return union.getResult(Hll.TYPE).toUpdatableByteArray();
    }
}
