package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import java.util.function.DoubleUnaryOperator;

/// `log(x)` and `log(base, x)`; NULL where there is none.
public final class Logarithm {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("log")
            .summary("Gives the logarithm to a base, without one the natural one.")
            .example("log(10, 100)", "2.0")
            .example("log(1)", "0.0")
            .example("log(2, 0)", null)
            .example("log(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", ofPositive(StrictMath::log))
            .overload("(DOUBLE, DOUBLE) -> DOUBLE", Kernels.rowsToDouble((row, out) -> {
                double base = row.doubleAt(0);
                double x = row.doubleAt(1);
                if (base <= 0 || x <= 0) {
                    out.appendNull();
                } else {
                    out.append(StrictMath.log(x) / StrictMath.log(base));
                }
            }))
            .build();

    private Logarithm() {}

    /// Of a number that is not positive, NULL.
    static Kernel ofPositive(DoubleUnaryOperator logarithm) {
        return Kernels.rowsToDouble((row, out) -> {
            double x = row.doubleAt(0);
            if (x <= 0) {
                out.appendNull();
            } else {
                out.append(logarithm.applyAsDouble(x));
            }
        });
    }
}
