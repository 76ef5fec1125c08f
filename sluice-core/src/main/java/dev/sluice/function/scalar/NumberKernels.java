package dev.sluice.function.scalar;

import dev.sluice.error.SluiceException;
import dev.sluice.function.Argument;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.function.ValueErrors;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

/// Kernels of one number or interval, for the type it has.
///
/// @param ints for TINYINT, SMALLINT and INT; is given the type's smallest number
record NumberKernels(
        OnInts ints,
        LongUnaryOperator longs,
        Kernels.FloatUnaryOperator floats,
        DoubleUnaryOperator doubles,
        UnaryOperator<BigDecimal> decimals) {

    interface OnInts {
        int apply(int value, int least);
    }

    /// The function for a number, or for text that is read as a DOUBLE; it keeps the type.
    Optional<Candidate> bindNumber(List<Argument> arguments) {
        return NumberTypes.single(arguments)
                .map(type -> new Candidate(List.of(type), type, cost(type, arguments.getFirst()), kernel(type)));
    }

    private static int cost(DataType type, Argument argument) {
        return type == argument.type() ? 0 : 5;
    }

    /// The function for an interval.
    Optional<Candidate> bindInterval(List<Argument> arguments) {
        if (arguments.size() != 1) return Optional.empty();
        DataType type = arguments.getFirst().type();
        boolean interval = type instanceof DataType.Interval;
        return interval ? Optional.of(new Candidate(List.of(type), type, 0, intervalKernel(type))) : Optional.empty();
    }

    private Kernel intervalKernel(DataType type) {
        return (arguments, rows, size, context) -> {
            try {
                return kernel(type).apply(arguments, rows, size, context);
            } catch (SluiceException e) {
                throw ValueErrors.intervalOverflow();
            }
        };
    }

    private Kernel kernel(DataType type) {
        return switch (type.physical()) {
            case INT -> {
                int least = type == Atomic.BYTE
                        ? Byte.MIN_VALUE
                        : type == Atomic.SHORT ? Short.MIN_VALUE : Integer.MIN_VALUE;
                yield Kernels.intToInt(value -> ints.apply(value, least));
            }
            case LONG -> Kernels.longToLong(longs);
            case FLOAT -> Kernels.floatToFloat(floats);
            case DOUBLE -> Kernels.doubleToDouble(doubles);
            case DECIMAL -> Kernels.decimalToDecimal(value -> decimals.apply(java.util.Objects.requireNonNull(value)));
            case NULL, BOOLEAN, BYTES, ARRAY, MAP, STRUCT ->
                throw new IllegalArgumentException("not a number: " + type);
        };
    }
}
