package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.function.Argument;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.Optional;

/// `bit_get(n, position)`: the position is counted from the right, from 0.
public final class BitGet {

    public static final ScalarFunction FUNCTION = named("bit_get");

    /// A function of its own, since it names itself in errors.
    public static final ScalarFunction GETBIT = named("getbit");

    private BitGet() {}

    private static ScalarFunction named(String name) {
        return ScalarFunction.named(name)
                .summary("Gives a bit of an integer, 0 or 1; positions are counted from the right, from 0.")
                .example(name + "(11, 0)", 1)
                .example(name + "(11, 2)", 0)
                .example(name + "(NULL, 1)", null)
                .overload("(INTEGRAL, INT) -> TINYINT", arguments -> bind(name, arguments))
                .build();
    }

    private static Optional<Candidate> bind(String name, List<Argument> arguments) {
        if (arguments.size() != 2) return Optional.empty();
        DataType type = arguments.getFirst().type();
        boolean fits = type.isIntegral() || type == Atomic.NULL;
        int cost = ImplicitCasts.distance(arguments.get(1).type(), Atomic.INT);
        if (!fits || cost < 0) return Optional.empty();
        int bits = bits(type);
        Kernel kernel = Kernels.rowsTo(Atomic.BYTE, VectorBuilder.Ints.class, (row, out) -> {
            int position = row.intAt(1);
            if (position < 0 || position >= bits) throw outside(name, position, bits);
            out.append((int) (row.longAt(0) >>> position & 1));
        });
        return Optional.of(new Candidate(List.of(Atomic.LONG, Atomic.INT), Atomic.BYTE, cost, kernel));
    }

    private static int bits(DataType type) {
        if (type == Atomic.BYTE) return Byte.SIZE;
        if (type == Atomic.SHORT) return Short.SIZE;
        return type == Atomic.INT ? Integer.SIZE : Long.SIZE;
    }

    private static SluiceException outside(String name, int position, int bits) {
        return ErrorCondition.BIT_POSITION_RANGE
                .error()
                .with("parameter", "`pos`")
                .with("functionName", "`" + name + "`")
                .with("invalidValue", position)
                .with("upper", bits)
                .build();
    }
}
