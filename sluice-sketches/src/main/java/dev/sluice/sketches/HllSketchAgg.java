package dev.sluice.sketches;

import dev.sluice.function.AggregateFunction;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.Vector;
import java.util.List;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.jspecify.annotations.Nullable;

/// `hll_sketch_agg(a, lgConfigK)`: a sketch of which values there are.
final class HllSketchAgg implements Sketching<HllSketch> {

    static final AggregateFunction FUNCTION = Aggregates.over(
                    AggregateFunction.named("hll_sketch_agg")
                            .summary("Gives a HyperLogLog sketch of the different values, NULL not counted, from which "
                                    + "hll_sketch_estimate tells about how many there are. It has two to the power of so "
                                    + "many buckets, 12 if none is said, from 4 to 21. Its bytes depend on the order "
                                    + "of rows, the estimate does not."),
                    List.of("INT", "BIGINT", "STRING", "BINARY"),
                    ", INT",
                    (type, arguments) -> new HllSketchAgg(Hll.lgK(arguments.get(1), "hll_sketch_agg")))
            .orElse(Hll.USUAL_LG_K)
            .example("SELECT hll_sketch_estimate(hll_sketch_agg(a)) FROM VALUES (1), (1), (2), (NULL) AS t(a)", 2)
            .example("SELECT hll_sketch_estimate(hll_sketch_agg(a, 4)) FROM VALUES ('x'), ('y'), ('x') AS t(a)", 2)
            .build();

    private final int lgK;

    private HllSketchAgg(int lgK) {
        this.lgK = lgK;
    }

    @Override
    public HllSketch add(@Nullable HllSketch sketch, Vector[] arguments, int row) {
        HllSketch into = sketch == null ? new HllSketch(lgK, Hll.TYPE) : sketch;
        switch (arguments[0]) {
            case IntVector ints -> into.update((long) ints.values()[row]);
            case LongVector longs -> into.update(longs.values()[row]);
            case BytesVector bytes -> into.update(bytes.copy(row));
            default -> throw new IllegalArgumentException("no sketch of " + arguments[0].physical());
        }
        return into;
    }

    @Override
    public HllSketch merge(HllSketch left, HllSketch right) {
        var union = new HllUnion(left.getLgConfigK());
        union.update(left);
        union.update(right);
        return union.getResult(Hll.TYPE);
    }

    @Override
    public HllSketch read(byte[] bytes) {
        return HllSketch.heapify(bytes);
    }

    @Override
    public byte[] write(HllSketch sketch) {
        return sketch.toUpdatableByteArray();
    }

    @Override
    public byte[] result(@Nullable HllSketch sketch) {
        return write(sketch == null ? new HllSketch(lgK, Hll.TYPE) : sketch);
    }
}
