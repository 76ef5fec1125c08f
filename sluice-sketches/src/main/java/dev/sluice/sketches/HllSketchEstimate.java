package dev.sluice.sketches;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `hll_sketch_estimate(sketch)`. A sketch that saw its values one after the other keeps a second estimate, which
/// depends on their order and is lost when sketches are put together. This is the one of the buckets alone: so the
/// answer is the same however the rows were divided.
final class HllSketchEstimate {

    private static final String NAME = "hll_sketch_estimate";

    static final ScalarFunction FUNCTION = ScalarFunction.named(NAME)
            .summary("Tells about how many different values a HyperLogLog sketch has seen.")
            .example("hll_sketch_estimate(hll_sketch_agg('a'))", 1)
            .example("hll_sketch_estimate(NULL)", null)
            .exact()
            .overload(
                    "(BINARY) -> BIGINT",
                    Kernels.rowsToLong((row, out) ->
                            out.append(Math.round(Hll.read(row.copyAt(0), NAME).getCompositeEstimate()))))
            .build();

    private HllSketchEstimate() {}
}
