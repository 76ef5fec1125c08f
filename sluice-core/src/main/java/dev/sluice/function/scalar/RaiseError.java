package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.Optional;

/// `raise_error(message)`: never gives a value.
public final class RaiseError {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("raise_error")
            .summary("Fails with a message.")
            .notFoldable()
            .nullability(Nullability.ALWAYS)
            .overload("(STRING) -> VOID", RaiseError::bind)
            .build();

    private RaiseError() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 1) return Optional.empty();
        int cost = ImplicitCasts.distance(arguments.getFirst().type(), Atomic.STRING);
        if (cost < 0) return Optional.empty();
        Kernel kernel = Kernels.rowsWithNullsTo(Atomic.NULL, VectorBuilder.Nulls.class, (row, _) -> {
            throw ErrorCondition.USER_RAISED_EXCEPTION
                    .error()
                    .with("errorMessage", row.isNull(0) ? "null" : row.textAt(0))
                    .build();
        });
        return Optional.of(new Candidate(List.of(Atomic.STRING), Atomic.NULL, cost, kernel));
    }
}
