package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ValueOrder;
import dev.sluice.vector.VectorBuilder;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// `a IN (b, c, …)`: true if a value equals one of the list, NULL if it does not but one of them is NULL.
public final class In {

    private static final Kernel KERNEL =
            Kernels.rowsWithNullsTo(Atomic.BOOLEAN, VectorBuilder.Booleans.class, In::find);

    public static final ScalarFunction FUNCTION = ScalarFunction.named("in")
            .summary("Tells whether a value is one of a list.")
            .example("1 IN (1, 2, 3)", true)
            .example("1 IN (2, 3)", false)
            .example("1 IN (1, NULL)", true)
            .example("1 IN (2, NULL)", null)
            .example("NULL IN (1)", null)
            .nullability(Nullability.DEPENDENT)
            .overload("(T, T...) -> BOOLEAN", In::bind)
            .build();

    private In() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() < 2) return Optional.empty();
        Optional<DataType> common = Optional.of(Atomic.NULL);
        for (Argument argument : arguments) {
            common = common.flatMap(known -> ImplicitCasts.common(known, argument.type()));
        }
        return common.filter(DataType::isOrdered)
                .map(type -> new Candidate(Collections.nCopies(arguments.size(), type), Atomic.BOOLEAN, 0, KERNEL));
    }

    private static void find(Row row, VectorBuilder.Booleans out) {
        if (row.isNull(0)) {
            out.appendNull();
            return;
        }
        boolean anyNull = false;
        for (int i = 1; i < row.argumentCount(); i++) {
            if (row.isNull(i)) {
                anyNull = true;
            } else if (ValueOrder.compare(row.vector(0), row.position(0), row.vector(i), row.position(i)) == 0) {
                out.append(true);
                return;
            }
        }
        if (anyNull) {
            out.appendNull();
        } else {
            out.append(false);
        }
    }
}
