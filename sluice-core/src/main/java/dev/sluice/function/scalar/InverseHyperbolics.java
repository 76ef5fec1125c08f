package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `acosh(x)`, `asinh(x)` and `atanh(x)`.
///
/// Source of the formula of asinh, which neither overflows nor loses digits: fdlibm, `s_asinh.c`.
public final class InverseHyperbolics {

    public static final ScalarFunction COSINE = ScalarFunction.named("acosh")
            .summary("Gives the inverse hyperbolic cosine.")
            .example("acosh(1)", "0.0")
            .example("acosh(0)", "NaN")
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Kernels.doubleToDouble(InverseHyperbolics::cosine))
            .build();

    public static final ScalarFunction SINE = ScalarFunction.named("asinh")
            .summary("Gives the inverse hyperbolic sine.")
            .example("asinh(0)", "0.0")
            .example("asinh(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Kernels.doubleToDouble(InverseHyperbolics::sine))
            .build();

    public static final ScalarFunction TANGENT = ScalarFunction.named("atanh")
            .summary("Gives the inverse hyperbolic tangent.")
            .example("atanh(0)", "0.0")
            .example("atanh(2)", "NaN")
            .nullability(Nullability.ALWAYS)
            .overload(
                    "(DOUBLE) -> DOUBLE",
                    Kernels.doubleToDouble(x -> 0.5 * (StrictMath.log1p(x) - StrictMath.log1p(-x))))
            .build();

    private InverseHyperbolics() {}

    private static double cosine(double x) {
        if (x < 1) return Double.NaN;
        if (x > 1 << 28) return StrictMath.log(x) + StrictMath.log(2);
        return StrictMath.log(x + Math.sqrt(x * x - 1));
    }

    private static double sine(double x) {
        double far = Math.abs(x);
        double sine;
        if (far > 1 << 28) {
            sine = StrictMath.log(far) + StrictMath.log(2);
        } else if (far > 2) {
            sine = StrictMath.log(2 * far + 1 / (Math.sqrt(x * x + 1) + far));
        } else {
            sine = StrictMath.log1p(far + x * x / (1 + Math.sqrt(1 + x * x)));
        }
        return Math.copySign(sine, x);
    }
}
