package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `cot(x)`, `sec(x)` and `csc(x)`.
public final class Reciprocals {

    public static final ScalarFunction COTANGENT = ScalarFunction.named("cot")
            .summary("Gives the cotangent.")
            .example("cot(0)", "Infinity")
            .example("cot(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Kernels.doubleToDouble(x -> 1 / Math.tan(x)))
            .build();

    public static final ScalarFunction SECANT = ScalarFunction.named("sec")
            .summary("Gives the secant.")
            .example("sec(0)", "1.0")
            .example("sec(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Kernels.doubleToDouble(x -> 1 / Math.cos(x)))
            .build();

    public static final ScalarFunction COSECANT = ScalarFunction.named("csc")
            .summary("Gives the cosecant.")
            .example("csc(0)", "Infinity")
            .example("csc(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Kernels.doubleToDouble(x -> 1 / Math.sin(x)))
            .build();

    private Reciprocals() {}
}
