package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.Argument;
import dev.sluice.function.Decimals;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.function.ValueErrors;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/// Rounds numbers to so many digits behind the point, or, if negative, before it.
///
/// The number of digits must be a constant, since the type of a decimal depends on it.
record Rounding(RoundingMode mode) {

    /// No number has so many digits before the point that more would make a difference.
    private static final int LEAST_DIGITS = -400;

    /// Keeps the type of the number, but for the digits of a decimal.
    Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 2 || !isDigits(arguments.get(1))) return Optional.empty();
        if (!arguments.get(1).constant()) {
            throw ErrorCondition.NON_FOLDABLE_INPUT
                    .error()
                    .with("inputName", "`scale`")
                    .with("inputType", "\"INT\"")
                    .build();
        }
        return NumberTypes.single(arguments.subList(0, 1)).map(type -> candidate(type, digits(arguments.get(1))));
    }

    /// Makes a decimal of the number, whatever it was.
    ///
    /// @param function whose name an error gives
    Optional<Candidate> bindDecimal(String function, List<Argument> arguments) {
        if (arguments.size() != 2 || !isDigits(arguments.get(1))) return Optional.empty();
        if (!arguments.get(1).constant()) {
            throw ErrorCondition.NON_FOLDABLE_ARGUMENT
                    .error()
                    .with("funcName", '`' + function + '`')
                    .with("paramName", "`scale`")
                    .with("paramType", "\"INT\"")
                    .build();
        }
        return NumberTypes.single(arguments.subList(0, 1))
                .map(type -> candidate(asDecimal(type), digits(arguments.get(1))));
    }

    private static DataType asDecimal(DataType type) {
        if (type instanceof DataType.Decimal) return type;
        if (type.isIntegral()) return ImplicitCasts.decimalFor(type);
        return type == Atomic.FLOAT ? new DataType.Decimal(14, 7) : new DataType.Decimal(30, 15);
    }

    private Candidate candidate(DataType type, int digits) {
        DataType result = type instanceof DataType.Decimal decimal ? rounded(decimal, digits) : type;
        return new Candidate(List.of(type, Atomic.INT), result, 0, kernel(type, result, digits));
    }

    private static boolean isDigits(Argument argument) {
        DataType type = argument.type();
        return type.isNumeric() || type == Atomic.STRING || type == Atomic.NULL;
    }

    /// Text is read as a number; what is none fails in the cast.
    private static int digits(Argument argument) {
        int said = switch (argument.value()) {
            case Number count -> count.intValue(); // what is too large fails in the cast
            case String text -> {
                try {
                    yield Integer.parseInt(text.strip());
                } catch (NumberFormatException e) {
                    yield 0;
                }
            }
            case null, default -> 0;
        };
        return Math.max(said, LEAST_DIGITS);
    }

    /// One digit more before the point, for 9.9 becomes 10.
    private static DataType.Decimal rounded(DataType.Decimal type, int digits) {
        int whole = type.precision() - type.scale() + 1;
        int scale = Math.clamp(digits, 0, type.scale());
        int precision = digits < 0 ? Math.max(whole, 1 - digits) : whole + scale;
        return new DataType.Decimal(Math.min(precision, DataType.Decimal.MAX_PRECISION), scale);
    }

    private Kernel kernel(DataType type, DataType result, int digits) {
        return switch (type.physical()) {
            case INT ->
                Kernels.rowsTo(
                        type,
                        VectorBuilder.Ints.class,
                        (row, out) -> out.append((int) whole(row.intAt(0), digits, leastOf(type))));
            case LONG -> Kernels.rowsToLong((row, out) -> out.append(whole(row.longAt(0), digits, Long.MIN_VALUE)));
            case FLOAT ->
                Kernels.rowsTo(type, VectorBuilder.Floats.class, (row, out) -> {
                    float value = row.floatAt(0);
                    boolean finite = Float.isFinite(value);
                    out.append(
                            finite
                                    ? of(new BigDecimal(Float.toString(value)), digits)
                                            .floatValue()
                                    : value);
                });
            case DOUBLE ->
                Kernels.rowsToDouble((row, out) -> {
                    double value = row.doubleAt(0);
                    out.append(
                            Double.isFinite(value)
                                    ? of(BigDecimal.valueOf(value), digits).doubleValue()
                                    : value);
                });
            case DECIMAL ->
                Kernels.rowsTo(
                        result,
                        VectorBuilder.Decimals.class,
                        (row, out) -> out.append(
                                Decimals.fitOrThrow(of(row.decimalAt(0), digits), (DataType.Decimal) result)));
            case NULL, BOOLEAN, BYTES, ARRAY, MAP, STRUCT ->
                throw new IllegalArgumentException("not a number: " + type);
        };
    }

    private static long leastOf(DataType type) {
        if (type == Atomic.BYTE) return Byte.MIN_VALUE;
        return type == Atomic.SHORT ? Short.MIN_VALUE : Integer.MIN_VALUE;
    }

    /// @param least the smallest number of the type, which also says the greatest
    private long whole(long value, int digits, long least) {
        if (digits >= 0) return value;
        BigDecimal rounded = of(BigDecimal.valueOf(value), digits);
        boolean fits = rounded.compareTo(BigDecimal.valueOf(least)) >= 0
                && rounded.compareTo(BigDecimal.valueOf(-(least + 1))) <= 0;
        if (!fits) throw ValueErrors.overflow("Overflow");
        return rounded.longValue();
    }

    private BigDecimal of(BigDecimal value, int digits) {
        return digits >= value.scale() ? value : value.setScale(digits, mode);
    }
}
