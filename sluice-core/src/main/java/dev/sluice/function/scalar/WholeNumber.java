package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Decimals;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/// `ceil(a)` and `floor(a)`: a BIGINT, of a decimal a decimal; and `ceil(a, digits)`, `floor(a, digits)`.
public final class WholeNumber {

    public static final ScalarFunction CEILING = ScalarFunction.named("ceil", "ceiling")
            .summary("Gives the least whole number that is not less, or the least one of so many digits.")
            .example("ceil(-0.1)", "0")
            .example("ceil(1.2D)", 2)
            .example("ceil(3.1411, 3)", "3.142")
            .example("ceil(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(NUMERIC) -> NUMERIC", arguments -> bind(arguments, Math::ceil, RoundingMode.CEILING))
            .overload(
                    "(NUMERIC, INT) -> DECIMAL",
                    arguments -> new Rounding(RoundingMode.CEILING).bindDecimal("ceil", arguments))
            .build();

    public static final ScalarFunction FLOOR = ScalarFunction.named("floor")
            .summary("Gives the greatest whole number that is not greater, or the greatest one of so many digits.")
            .example("floor(-0.1)", "-1")
            .example("floor(1.8D)", 1)
            .example("floor(3.1411, 3)", "3.141")
            .example("floor(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(NUMERIC) -> NUMERIC", arguments -> bind(arguments, Math::floor, RoundingMode.FLOOR))
            .overload(
                    "(NUMERIC, INT) -> DECIMAL",
                    arguments -> new Rounding(RoundingMode.FLOOR).bindDecimal("floor", arguments))
            .build();

    private WholeNumber() {}

    private static Optional<Candidate> bind(
            List<Argument> arguments, DoubleUnaryOperator doubles, RoundingMode decimals) {
        if (arguments.size() != 1
                || !NumberTypes.isNumberLike(arguments.getFirst().type())) return Optional.empty();
        DataType type = arguments.getFirst().type();
        if (type instanceof DataType.Decimal decimal) return Optional.of(ofDecimal(decimal, decimals));
        if (type.isIntegral() || type == Atomic.NULL) {
            return Optional.of(new Candidate(List.of(Atomic.LONG), Atomic.LONG, 0, (given, _, _, _) -> given[0]));
        }
        Kernel kernel = Kernels.doubleToLong(value -> (long) doubles.applyAsDouble(value));
        return Optional.of(new Candidate(List.of(Atomic.DOUBLE), Atomic.LONG, 0, kernel));
    }

    private static Candidate ofDecimal(DataType.Decimal type, RoundingMode mode) {
        DataType.Decimal result =
                type.scale() == 0 ? type : ImplicitCasts.bounded(type.precision() - type.scale() + 1, 0);
        Kernel kernel = Kernels.rowsTo(
                result,
                VectorBuilder.Decimals.class,
                (row, out) -> out.append(Decimals.fitOrThrow(row.decimalAt(0).setScale(0, mode), result)));
        return new Candidate(List.of(type), result, 0, kernel);
    }
}
