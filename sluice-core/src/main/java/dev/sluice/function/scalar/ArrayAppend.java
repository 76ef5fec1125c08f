package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.Optional;

/// `array_append(a, value)`.
public final class ArrayAppend {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("array_append")
            .summary("Puts a value behind the items of an array.")
            .example("array_append(array(1), 2)", "[1, 2]")
            .example("array_append(NULL, 2)", null)
            .overload("(ARRAY<T>, T) -> ARRAY<T>", ArrayAppend::bind)
            .build();

    private ArrayAppend() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 2) return Optional.empty();
        return ArrayTypes.withItem(arguments.get(0), arguments.get(1)).map(array -> {
            var result = new DataType.Array(
                    array.element(), array.containsNull() || arguments.get(1).nullable());
            Kernel kernel = Kernels.rowsWithNullsTo(result, VectorBuilder.Lists.class, ArrayAppend::compute);
            Nullability nullability = ArrayTypes.nullableIf(arguments.get(0).nullable());
            return new Candidate(List.of(array, array.element()), result, 0, kernel, nullability);
        });
    }

    private static void compute(Row row, VectorBuilder.Lists out) {
        if (row.isNull(0)) {
            out.appendNull();
            return;
        }
        for (Item item : Item.of(row, 0)) item.appendTo(out.elements());
        Item.at(row, 1).appendTo(out.elements());
        out.endRow();
    }
}
