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
import dev.sluice.vector.VectorBuilder;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// `array(a, b, …)`.
public final class MakeArray {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("array")
            .summary("Makes an array of values.")
            .example("array(1, 2, 3)", "[1, 2, 3]")
            .example("array(1, NULL)", "[1, null]")
            .example("array()", "[]")
            .overload("(T...) -> ARRAY<T>", MakeArray::bind)
            .build();

    private MakeArray() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        Optional<DataType> item = Optional.of(Atomic.NULL);
        for (Argument argument : arguments) {
            item = item.flatMap(known -> ImplicitCasts.common(known, argument.type()));
        }
        return item.map(type -> {
            var array = new DataType.Array(type, Argument.anyNullable(arguments));
            Kernel kernel = Kernels.rowsWithNullsTo(array, VectorBuilder.Lists.class, MakeArray::make);
            List<DataType> parameters = Collections.nCopies(arguments.size(), type);
            return new Candidate(parameters, array, 0, kernel, Nullability.NEVER);
        });
    }

    private static void make(Row row, VectorBuilder.Lists out) {
        for (int i = 0; i < row.argumentCount(); i++) Item.at(row, i).appendTo(out.elements());
        out.endRow();
    }
}
