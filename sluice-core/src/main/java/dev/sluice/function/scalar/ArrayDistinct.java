package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// `array_distinct(a)`.
public final class ArrayDistinct {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("array_distinct")
            .summary("Leaves out the items of an array that occurred before.")
            .example("array_distinct(array(1, 2, 1, NULL, NULL))", "[1, 2, null]")
            .example("array_distinct(NULL)", null)
            .overload("(ARRAY<T>) -> ARRAY<T>", ArrayDistinct::bind)
            .build();

    private ArrayDistinct() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 1) return Optional.empty();
        return ArraySorting.sortable(arguments.getFirst())
                .map(array -> new Candidate(
                        List.of(array),
                        array,
                        0,
                        Kernels.rowsTo(array, VectorBuilder.Lists.class, ArrayDistinct::compute)));
    }

    private static void compute(Row row, VectorBuilder.Lists out) {
        Set<Item> seen = new TreeSet<>(Item.ORDER);
        for (Item item : Item.of(row, 0)) {
            if (seen.add(item)) item.appendTo(out.elements());
        }
        out.endRow();
    }
}
