package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `atan2(y, x)`.
public final class ArcTangentOfTwo {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("atan2")
            .summary("Gives the angle between the x axis and a point.")
            .example("atan2(0, 1)", "0.0")
            .example("atan2(NULL, 1)", null)
            .overload(
                    "(DOUBLE, DOUBLE) -> DOUBLE", Kernels.doubleDoubleToDouble((y, x) -> Math.atan2(y + 0.0, x + 0.0)))
            .build();

    private ArcTangentOfTwo() {}
}
