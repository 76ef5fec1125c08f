package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `array_except(a, b)`: each item once.
public final class ArrayExcept {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("array_except")
            .summary("Gives the items of the first array that are not in the second, each once.")
            .example("array_except(array(1, 2, 1), array(2, 3))", "[1]")
            .example("array_except(array(1), NULL)", null)
            .overload("(ARRAY<T>, ARRAY<T>) -> ARRAY<T>", ArrayExcept::bind)
            .build();

    private ArrayExcept() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        return ArrayTypes.twoArrays(arguments).map(array -> {
            boolean containsNull = ArrayTypes.containsNull(arguments.get(0));
            var result = new DataType.Array(array.element(), containsNull);
            Kernel kernel = Kernels.rowsTo(result, VectorBuilder.Lists.class, ArrayExcept::compute);
            return new Candidate(List.of(array, array), result, 0, kernel);
        });
    }

    private static void compute(Row row, VectorBuilder.Lists out) {
        Set<Item> seen = Item.distinct(Item.of(row, 1));
        for (Item item : Item.of(row, 0)) {
            if (seen.add(item)) item.appendTo(out.elements());
        }
        out.endRow();
    }
}
