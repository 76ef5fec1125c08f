package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `pi()`.
public final class Pi {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("pi")
            .summary("Gives the ratio of a circle to its diameter.")
            .example("pi()", "3.141592653589793")
            .example("pi() > 2", true)
            .nullability(Nullability.NEVER)
            .overload("() -> DOUBLE", Kernels.rowsToDouble((_, out) -> out.append(Math.PI)))
            .build();

    private Pi() {}
}
