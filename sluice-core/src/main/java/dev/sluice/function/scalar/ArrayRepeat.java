package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.Optional;

/// `array_repeat(value, count)`.
public final class ArrayRepeat {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("array_repeat")
            .summary("Makes an array of a value so many times.")
            .example("array_repeat('x', 3)", "[x, x, x]")
            .example("array_repeat(NULL, 2)", "[null, null]")
            .example("array_repeat('x', -1)", "[]")
            .example("array_repeat('x', NULL)", null)
            .overload("(T, INT) -> ARRAY<T>", ArrayRepeat::bind)
            .build();

    private ArrayRepeat() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 2 || !isCount(arguments.get(1).type())) {
            return Optional.empty();
        }
        DataType item = arguments.get(0).type();
        var array = new DataType.Array(item, arguments.get(0).nullable());
        Kernel kernel = Kernels.rowsWithNullsTo(array, VectorBuilder.Lists.class, ArrayRepeat::compute);
        Nullability nullability = ArrayTypes.nullableIf(arguments.get(1).nullable());
        return Optional.of(new Candidate(List.of(item, Atomic.INT), array, 0, kernel, nullability));
    }

    /// Nothing is cast for it.
    private static boolean isCount(DataType type) {
        return type == Atomic.INT || type == Atomic.NULL;
    }

    private static void compute(Row row, VectorBuilder.Lists out) {
        if (row.isNull(1)) {
            out.appendNull();
            return;
        }
        for (int i = 0; i < row.intAt(1); i++) Item.at(row, 0).appendTo(out.elements());
        out.endRow();
    }
}
