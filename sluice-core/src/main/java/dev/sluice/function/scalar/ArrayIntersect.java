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

/// `array_intersect(a, b)`: each item once.
public final class ArrayIntersect {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("array_intersect")
            .summary("Gives the items that are in both arrays, each once.")
            .example("array_intersect(array(1, 2, 2), array(2, 3))", "[2]")
            .example("array_intersect(array(1), NULL)", null)
            .overload("(ARRAY<T>, ARRAY<T>) -> ARRAY<T>", ArrayIntersect::bind)
            .build();

    private ArrayIntersect() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        return ArrayTypes.twoArrays(arguments).map(array -> {
            boolean containsNull =
                    ArrayTypes.containsNull(arguments.get(0)) && ArrayTypes.containsNull(arguments.get(1));
            var result = new DataType.Array(array.element(), containsNull);
            Kernel kernel = Kernels.rowsTo(result, VectorBuilder.Lists.class, ArrayIntersect::compute);
            return new Candidate(List.of(array, array), result, 0, kernel);
        });
    }

    private static void compute(Row row, VectorBuilder.Lists out) {
        Set<Item> wanted = Item.distinct(Item.of(row, 1));
        for (Item item : Item.of(row, 0)) {
            if (wanted.remove(item)) item.appendTo(out.elements());
        }
        out.endRow();
    }
}
