package dev.sluice.function;

import dev.sluice.type.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of an argument before there are rows: enough to choose an overload and its result type.
///
/// @param constant whether the value is known already
/// @param literal whether the constant was said as it is, and is not made of others
/// @param value the constant, in the form of [dev.sluice.vector.Values]; null if it is NULL or not constant
public record Argument(
        DataType type,
        boolean nullable,
        boolean constant,
        boolean literal,
        @Nullable Object value) {

    /// An argument whose value only the rows tell.
    public static Argument of(DataType type, boolean nullable) {
        return new Argument(type, nullable, false, false, null);
    }

    /// A literal.
    public static Argument constant(DataType type, @Nullable Object value) {
        return new Argument(type, value == null, true, true, value);
    }

    /// A constant made of others, `1 + 1`.
    ///
    /// @param nullable whether what makes it may be null
    public static Argument folded(DataType type, boolean nullable, @Nullable Object value) {
        return new Argument(type, nullable, true, false, value);
    }

    public static List<DataType> types(List<Argument> arguments) {
        return arguments.stream().map(Argument::type).toList();
    }

    public static boolean anyNullable(List<Argument> arguments) {
        return arguments.stream().anyMatch(Argument::nullable);
    }
}
