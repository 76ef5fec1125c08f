package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `factorial(n)`: NULL outside of 0 to 20, where the result would not be a BIGINT.
public final class Factorial {

    private static final int GREATEST = 20;

    public static final ScalarFunction FUNCTION = ScalarFunction.named("factorial")
            .summary("Gives the factorial of a number from 0 to 20, else NULL.")
            .example("factorial(5)", 120)
            .example("factorial(0)", 1)
            .example("factorial(21)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(INT) -> BIGINT", Kernels.rowsToLong((row, out) -> {
                int n = row.intAt(0);
                if (n < 0 || n > GREATEST) {
                    out.appendNull();
                } else {
                    out.append(of(n));
                }
            }))
            .build();

    private Factorial() {}

    private static long of(int n) {
        long product = 1;
        for (int i = 2; i <= n; i++) product *= i;
        return product;
    }
}
