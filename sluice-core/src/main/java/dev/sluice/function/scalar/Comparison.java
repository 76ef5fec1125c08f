package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernel;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// `=`, `<>`, `<`, `<=`, `>` and `>=`: all types that have an order, which is all but maps.
public final class Comparison {

    public static final ScalarFunction EQUAL = named("Tells whether two values are equal.", "=", "==")
            .example("1 = 1", true)
            .example("'a' = 'b'", false)
            .example("double('NaN') = double('NaN')", true)
            .example("1 = NULL", null)
            .overload("(T, T) -> BOOLEAN", arguments -> bind(arguments, CompareLoops::equal))
            .build();

    public static final ScalarFunction NOT_EQUAL = named("Tells whether two values differ.", "<>", "!=")
            .example("1 <> 2", true)
            .example("NULL <> 2", null)
            .overload("(T, T) -> BOOLEAN", arguments -> bind(arguments, type -> not(CompareLoops.equal(type))))
            .build();

    public static final ScalarFunction LESS = named("Tells whether the first value comes before the second.", "<")
            .example("1 < 2", true)
            .example("'b' < 'a'", false)
            .example("1 < NULL", null)
            .overload("(T, T) -> BOOLEAN", arguments -> bind(arguments, CompareLoops::less))
            .build();

    public static final ScalarFunction LESS_OR_EQUAL = named(
                    "Tells whether the first value does not come behind the second.", "<=")
            .example("2 <= 2", true)
            .example("NULL <= 2", null)
            .overload("(T, T) -> BOOLEAN", arguments -> bind(arguments, CompareLoops::lessOrEqual))
            .build();

    public static final ScalarFunction GREATER = named("Tells whether the first value comes behind the second.", ">")
            .example("2 > 1.5", true)
            .example("NULL > 2", null)
            .overload("(T, T) -> BOOLEAN", arguments -> bind(arguments, type -> swapped(CompareLoops.less(type))))
            .build();

    public static final ScalarFunction GREATER_OR_EQUAL = named(
                    "Tells whether the first value does not come before the second.", ">=")
            .example("DATE'2020-01-02' >= '2020-01-02'", true)
            .example("NULL >= 2", null)
            .overload(
                    "(T, T) -> BOOLEAN", arguments -> bind(arguments, type -> swapped(CompareLoops.lessOrEqual(type))))
            .build();

    private Comparison() {}

    private static ScalarFunction.Builder named(String summary, String name, String... aliases) {
        return ScalarFunction.named(name, aliases).summary(summary);
    }

    /// @param kernel gives the kernel for two values of a type
    static Optional<Candidate> bind(List<Argument> arguments, Function<DataType, Kernel> kernel) {
        if (arguments.size() != 2) return Optional.empty();
        DataType a = arguments.get(0).type();
        DataType b = arguments.get(1).type();
        // Decimals compare as they are; a common type might not hold all their digits.
        if (a instanceof DataType.Decimal && b instanceof DataType.Decimal) {
            return Optional.of(new Candidate(List.of(a, b), Atomic.BOOLEAN, 0, kernel.apply(a)));
        }
        return ImplicitCasts.common(a, b)
                .filter(DataType::isOrdered)
                .map(type -> new Candidate(List.of(type, type), Atomic.BOOLEAN, 0, kernel.apply(type)));
    }

    private static Kernel swapped(Kernel kernel) {
        return (arguments, rows, size, context) ->
                kernel.apply(new dev.sluice.vector.Vector[] {arguments[1], arguments[0]}, rows, size, context);
    }

    private static Kernel not(Kernel kernel) {
        return (arguments, rows, size, context) ->
                Not.negated(kernel.apply(arguments, rows, size, context), rows, size, context);
    }
}
