package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.Optional;

/// `sort_array(a, ascending)`: nulls first, or last if it is descending.
public final class SortArray {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("sort_array")
            .summary("Sorts the items of an array, NULL first, or, descending, NULL last.")
            .example("sort_array(array('b', NULL, 'a'))", "[null, a, b]")
            .example("sort_array(array('b', NULL, 'a'), false)", "[b, a, null]")
            .example("sort_array(NULL)", null)
            .orElse("true")
            .overload("(ARRAY<T>, BOOLEAN) -> ARRAY<T>", SortArray::bind)
            .build();

    private SortArray() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 2 || ImplicitCasts.distance(arguments.get(1).type(), Atomic.BOOLEAN) < 0) {
            return Optional.empty();
        }
        return ArraySorting.sortable(arguments.getFirst())
                .map(array -> new Candidate(
                        List.of(array, Atomic.BOOLEAN),
                        array,
                        0,
                        Kernels.rowsTo(
                                array,
                                VectorBuilder.Lists.class,
                                (row, out) -> ArraySorting.sort(
                                        row, out, row.booleanAt(1) ? Item.ORDER : Item.ORDER.reversed())),
                        ArrayTypes.nullableIf(Argument.anyNullable(arguments))));
    }
}
