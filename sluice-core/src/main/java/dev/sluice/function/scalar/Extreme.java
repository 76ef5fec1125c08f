package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ValueOrder;
import dev.sluice.vector.VectorBuilder;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// `greatest(a, b, …)` and `least(a, b, …)`: nulls are passed over.
public final class Extreme {

    public static final ScalarFunction GREATEST = ScalarFunction.named("greatest")
            .summary("Gives the greatest of some values; NULL only if all are.")
            .example("greatest(10, 9, 2, 4, 3)", 10)
            .example("greatest(1, NULL)", 1)
            .example("greatest(NULL, NULL)", null)
            .overload("(T, T, T...) -> T", arguments -> bind(arguments, 1))
            .build();

    public static final ScalarFunction LEAST = ScalarFunction.named("least")
            .summary("Gives the least of some values; NULL only if all are.")
            .example("least(10, 9, 2, 4, 3)", 2)
            .example("least(1, NULL)", 1)
            .example("least(NULL, NULL)", null)
            .overload("(T, T, T...) -> T", arguments -> bind(arguments, -1))
            .build();

    private Extreme() {}

    private static Optional<Candidate> bind(List<Argument> arguments, int sign) {
        if (arguments.size() < 2) return Optional.empty();
        return common(Argument.types(arguments))
                .filter(DataType::isOrdered)
                .map(type -> new Candidate(
                        Collections.nCopies(arguments.size(), type),
                        type,
                        0,
                        kernel(type, sign),
                        nullability(arguments)));
    }

    /// The type that holds all values. Text beside other values does not become what they are.
    public static Optional<DataType> common(List<DataType> types) {
        boolean text = types.contains(Atomic.STRING);
        boolean other = types.stream().anyMatch(type -> type != Atomic.STRING && type != Atomic.NULL);
        Optional<DataType> common = text && other ? Optional.empty() : Optional.of(Atomic.NULL);
        for (DataType type : types) common = common.flatMap(known -> ImplicitCasts.common(known, type));
        return common;
    }

    /// Never null as soon as one value is not.
    private static Nullability nullability(List<Argument> arguments) {
        boolean certain = arguments.stream().anyMatch(argument -> !argument.nullable());
        return certain ? Nullability.NEVER : Nullability.ALWAYS;
    }

    private static Kernel kernel(DataType type, int sign) {
        return Kernels.rowsWithNullsTo(type, VectorBuilder.class, (row, out) -> {
            int best = -1;
            for (int i = 0; i < row.argumentCount(); i++) {
                if (row.isNull(i)) continue;
                boolean better = best < 0
                        || sign
                                        * ValueOrder.compare(
                                                row.vector(i), row.position(i), row.vector(best), row.position(best))
                                > 0;
                if (better) best = i;
            }
            if (best < 0) {
                out.appendNull();
            } else {
                out.append(row.vector(best), row.position(best));
            }
        });
    }
}
