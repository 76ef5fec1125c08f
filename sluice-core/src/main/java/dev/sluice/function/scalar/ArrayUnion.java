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
import java.util.TreeSet;

/// `array_union(a, b)`: each item once, in the order they come.
public final class ArrayUnion {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("array_union")
            .summary("Gives the items of both arrays, each once.")
            .example("array_union(array(1, 2), array(2, 3))", "[1, 2, 3]")
            .example("array_union(array(1), NULL)", null)
            .overload("(ARRAY<T>, ARRAY<T>) -> ARRAY<T>", ArrayUnion::bind)
            .build();

    private ArrayUnion() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        return ArrayTypes.twoArrays(arguments).map(array -> {
            boolean containsNull = array.containsNull();
            var result = new DataType.Array(array.element(), containsNull);
            Kernel kernel = Kernels.rowsTo(result, VectorBuilder.Lists.class, ArrayUnion::compute);
            return new Candidate(List.of(array, array), result, 0, kernel);
        });
    }

    private static void compute(Row row, VectorBuilder.Lists out) {
        Set<Item> seen = new TreeSet<>(Item.ORDER);
        for (int argument = 0; argument < 2; argument++) {
            for (Item item : Item.of(row, argument)) {
                if (seen.add(item)) item.appendTo(out.elements());
            }
        }
        out.endRow();
    }
}
