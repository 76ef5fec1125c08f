package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.vector.VectorBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// `array_sort(a)`: nulls last.
public final class ArraySort {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("array_sort")
            .summary("Sorts the items of an array, NULL last.")
            .example("array_sort(array(3, NULL, 1))", "[1, 3, null]")
            .example("array_sort(NULL)", null)
            .overload("(ARRAY<T>) -> ARRAY<T>", ArraySort::bind)
            .build();

    private ArraySort() {}

    private static final Comparator<Item> NULLS_LAST =
            Comparator.comparing(Item::isNull).thenComparing(Item.ORDER);

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 1) return Optional.empty();
        return ArraySorting.sortable(arguments.getFirst())
                .map(array -> new Candidate(
                        List.of(array),
                        array,
                        0,
                        Kernels.rowsTo(
                                array,
                                VectorBuilder.Lists.class,
                                (row, out) -> ArraySorting.sort(row, out, NULLS_LAST))));
    }
}
