package dev.sluice.sketches;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.Argument;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.apache.datasketches.hll.TgtHllType;

/// What functions of HyperLogLog sketches have in common. Sketches have 8 bits a bucket, as Spark's.
final class Hll {

    /// The logarithm of the number of buckets, if none is said.
    static final int USUAL_LG_K = 12;

    static final TgtHllType TYPE = TgtHllType.HLL_8;

    private static final int LEAST_LG_K = 4;
    private static final int MOST_LG_K = 21;

    private Hll() {}

    static int lgK(Argument argument, String function) {
        int lgK = Aggregates.constant(argument, ErrorCondition.HLL_K_MUST_BE_CONSTANT, function);
        if (lgK >= LEAST_LG_K && lgK <= MOST_LG_K) return lgK;
        throw ErrorCondition.HLL_INVALID_LG_K
                .error()
                .with("function", "`" + function + "`")
                .with("min", LEAST_LG_K)
                .with("max", MOST_LG_K)
                .with("value", lgK)
                .build();
    }

    static HllSketch read(byte[] bytes, String function) {
        return Broken.refused(bytes, ErrorCondition.HLL_INVALID_INPUT_SKETCH_BUFFER, function, HllSketch::heapify);
    }

    /// @param mayDiffer whether sketches may have different numbers of buckets; the union has the smaller, whichever
    ///     comes first
    static HllUnion add(HllUnion union, HllSketch sketch, boolean mayDiffer, String function) {
        checkSame(union.getLgConfigK(), sketch.getLgConfigK(), mayDiffer, function);
        HllUnion into = union;
        if (sketch.getLgConfigK() < union.getLgConfigK()) {
            into = new HllUnion(sketch.getLgConfigK());
            into.update(union.getResult(TYPE));
        }
        into.update(sketch);
        return into;
    }

    static void checkSame(int left, int right, boolean mayDiffer, String function) {
        if (mayDiffer || left == right) return;
        throw ErrorCondition.HLL_UNION_DIFFERENT_LG_K
                .error()
                .with("left", left)
                .with("right", right)
                .with("function", "`" + function + "`")
                .build();
    }
}
