package dev.sluice.sketches;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `theta_sketch_estimate(sketch)`.
final class ThetaSketchEstimate {

    private static final String NAME = "theta_sketch_estimate";

    static final ScalarFunction FUNCTION = ScalarFunction.named(NAME)
            .summary("Tells about how many different values a theta sketch stands for.")
            .example("theta_sketch_estimate(theta_sketch_agg('a'))", 1)
            .example("theta_sketch_estimate(NULL)", null)
            .exact()
            .overload(
                    "(BINARY) -> BIGINT",
                    Kernels.rowsToLong((row, out) -> out.append(
                            Math.round(Theta.read(row.copyAt(0), NAME).getEstimate()))))
            .build();

    private ThetaSketchEstimate() {}
}
