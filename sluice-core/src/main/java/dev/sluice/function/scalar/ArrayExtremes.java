package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.vector.VectorBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds the least or the greatest item of arrays.
final class ArrayExtremes {

    private ArrayExtremes() {}

    /// @param order which item comes last in it is given
    static Optional<Candidate> bind(List<Argument> arguments, Comparator<Item> order) {
        if (arguments.size() != 1) return Optional.empty();
        return ArraySorting.sortable(arguments.getFirst()).map(array -> {
            Kernel kernel = Kernels.rowsTo(
                    array.element(),
                    VectorBuilder.class,
                    (row, out) -> Item.of(row, 0).stream()
                            .filter(item -> !item.isNull())
                            .max(order)
                            .ifPresentOrElse(item -> item.appendTo(out), out::appendNull));
            return new Candidate(List.of(array), array.element(), 0, kernel, Nullability.ALWAYS);
        });
    }
}
