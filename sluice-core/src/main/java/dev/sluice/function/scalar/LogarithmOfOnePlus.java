package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `log1p(x)`: `ln(1 + x)`, exact near zero; NULL where there is none.
public final class LogarithmOfOnePlus {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("log1p")
            .summary("Gives the natural logarithm of one plus a number.")
            .example("log1p(0)", "0.0")
            .example("log1p(-1)", null)
            .example("log1p(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Kernels.rowsToDouble((row, out) -> {
                double x = row.doubleAt(0);
                if (x <= -1) {
                    out.appendNull();
                } else {
                    out.append(StrictMath.log1p(x));
                }
            }))
            .build();

    private LogarithmOfOnePlus() {}
}
