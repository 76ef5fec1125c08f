package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// `a & b`, `a | b`, `a ^ b` and `~a`, for integers of all lengths.
public final class Bitwise {

    public static final ScalarFunction AND = ScalarFunction.named("&")
            .summary("Gives the bits that both integers have.")
            .example("3 & 5", 1)
            .example("3 & NULL", null)
            .overload(
                    "(INTEGRAL, INTEGRAL) -> INTEGRAL",
                    arguments -> bind(
                            arguments,
                            2,
                            Kernels.intIntToInt((a, b) -> a & b),
                            Kernels.longLongToLong((a, b) -> a & b)))
            .build();

    public static final ScalarFunction OR = ScalarFunction.named("|")
            .summary("Gives the bits that at least one of two integers has.")
            .example("3 | 5", 7)
            .example("3 | NULL", null)
            .overload(
                    "(INTEGRAL, INTEGRAL) -> INTEGRAL",
                    arguments -> bind(
                            arguments,
                            2,
                            Kernels.intIntToInt((a, b) -> a | b),
                            Kernels.longLongToLong((a, b) -> a | b)))
            .build();

    public static final ScalarFunction EXCLUSIVE_OR = ScalarFunction.named("^")
            .summary("Gives the bits that just one of two integers has.")
            .example("3 ^ 5", 6)
            .example("3 ^ NULL", null)
            .overload(
                    "(INTEGRAL, INTEGRAL) -> INTEGRAL",
                    arguments -> bind(
                            arguments,
                            2,
                            Kernels.intIntToInt((a, b) -> a ^ b),
                            Kernels.longLongToLong((a, b) -> a ^ b)))
            .build();

    public static final ScalarFunction NOT = ScalarFunction.named("~")
            .summary("Gives the bits that an integer does not have.")
            .example("~ 0", -1)
            .example("~ NULL", null)
            .overload(
                    "(INTEGRAL) -> INTEGRAL",
                    arguments -> bind(arguments, 1, Kernels.intToInt(a -> ~a), Kernels.longToLong(a -> ~a)))
            .build();

    private Bitwise() {}

    private static Optional<Candidate> bind(List<Argument> arguments, int count, Kernel ints, Kernel longs) {
        if (arguments.size() != count) return Optional.empty();
        Optional<DataType> common = Optional.of(Atomic.NULL);
        for (Argument argument : arguments) {
            common = common.flatMap(known -> ImplicitCasts.common(known, argument.type()));
        }
        return common.map(Bitwise::integral)
                .filter(DataType::isIntegral)
                .map(type ->
                        new Candidate(Collections.nCopies(count, type), type, 0, type == Atomic.LONG ? longs : ints));
    }

    private static DataType integral(DataType type) {
        if (type == Atomic.STRING) return Atomic.LONG;
        return type == Atomic.NULL ? Atomic.INT : type;
    }
}
