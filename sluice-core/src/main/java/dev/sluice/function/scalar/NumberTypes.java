package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// Which types two numbers are brought to before they are reckoned with.
final class NumberTypes {

    private NumberTypes() {}

    /// @param left what the left argument becomes
    /// @param right what the right argument becomes: the same type, unless both are decimals
    record Pair(DataType left, DataType right) {
        /// The type both have; of decimals, one that stands for them.
        DataType common() {
            return left;
        }

        List<DataType> types() {
            return List.of(left, right);
        }
    }

    /// The types for two arguments, if both are numbers, text to be read as a number, or NULL.
    ///
    /// Decimals keep their own precision and scale, since the result's depend on both.
    static Optional<Pair> pair(List<Argument> arguments) {
        if (arguments.size() != 2) return Optional.empty();
        Argument a = arguments.get(0);
        Argument b = arguments.get(1);
        if (!isNumberLike(a.type()) || !isNumberLike(b.type())) return Optional.empty();
        if (a.type() == Atomic.STRING && b.type() == Atomic.STRING) return Optional.empty();
        if (meetInDecimal(a.type(), b.type())) return Optional.of(new Pair(decimal(a, b), decimal(b, a)));
        DataType common = ImplicitCasts.common(a.type(), b.type()).orElseThrow();
        DataType number = common.isNumeric() ? common : Atomic.DOUBLE;
        return Optional.of(new Pair(number, number));
    }

    /// The type for one argument: a number as it is, text and NULL as DOUBLE.
    static Optional<DataType> single(List<Argument> arguments) {
        if (arguments.size() != 1) return Optional.empty();
        DataType type = arguments.getFirst().type();
        if (type.isNumeric()) return Optional.of(type);
        return isNumberLike(type) ? Optional.of(Atomic.DOUBLE) : Optional.empty();
    }

    static boolean isNumberLike(DataType type) {
        return type.isNumeric() || type == Atomic.STRING || type == Atomic.NULL;
    }

    private static boolean meetInDecimal(DataType a, DataType b) {
        return a instanceof DataType.Decimal && isExact(b) || b instanceof DataType.Decimal && isExact(a);
    }

    private static boolean isExact(DataType type) {
        return type instanceof DataType.Decimal || type.isIntegral() || type == Atomic.NULL;
    }

    private static DataType.Decimal decimal(Argument argument, Argument other) {
        if (argument.type() instanceof DataType.Decimal decimal) return decimal;
        if (argument.type() == Atomic.NULL) return (DataType.Decimal) other.type();
        if (argument.literal() && argument.value() instanceof Number literal && argument.type() != Atomic.BYTE) {
            return new DataType.Decimal(BigDecimal.valueOf(literal.longValue()).precision(), 0);
        }
        return ImplicitCasts.decimalFor(argument.type());
    }
}
