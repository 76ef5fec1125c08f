package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ScalarFunction;
import java.math.RoundingMode;

/// `round(a, digits)` and `bround(a, digits)`.
public final class Round {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("round")
            .summary("Rounds a number to so many digits behind the point; a half goes away from zero.")
            .example("round(2.5)", "3")
            .example("round(2.345, 2)", "2.35")
            .example("round(-2.5D)", "-3.0")
            .example("round(15, -1)", 20)
            .example("round(NULL)", null)
            .orElse(0)
            .nullability(Nullability.ALWAYS)
            .overload("(NUMERIC, INT) -> NUMERIC", new Rounding(RoundingMode.HALF_UP)::bind)
            .build();

    public static final ScalarFunction TO_EVEN = ScalarFunction.named("bround")
            .summary("Rounds a number to so many digits behind the point; a half goes to the even digit.")
            .example("bround(2.5)", "2")
            .example("bround(25, -1)", 20)
            .example("bround(NULL)", null)
            .orElse(0)
            .nullability(Nullability.ALWAYS)
            .overload("(NUMERIC, INT) -> NUMERIC", new Rounding(RoundingMode.HALF_EVEN)::bind)
            .build();

    private Round() {}
}
