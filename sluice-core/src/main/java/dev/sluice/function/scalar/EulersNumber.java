package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `e()`.
public final class EulersNumber {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("e")
            .summary("Gives Euler's number.")
            .example("e()", "2.718281828459045")
            .example("e() > 2", true)
            .nullability(Nullability.NEVER)
            .overload("() -> DOUBLE", Kernels.rowsToDouble((_, out) -> out.append(Math.E)))
            .build();

    private EulersNumber() {}
}
