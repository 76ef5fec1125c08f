package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `arrays_overlap(a, b)`: NULL if they share nothing for certain, but there are nulls in one.
public final class ArraysOverlap {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("arrays_overlap")
            .summary("Tells whether two arrays have an item in common that is not NULL.")
            .example("arrays_overlap(array(1, 2), array(2))", true)
            .example("arrays_overlap(array(1, 2), array(3))", false)
            .example("arrays_overlap(array(1, NULL), array(3))", null)
            .example("arrays_overlap(array(NULL), array())", false)
            .overload("(ARRAY<T>, ARRAY<T>) -> BOOLEAN", ArraysOverlap::bind)
            .build();

    private ArraysOverlap() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        return ArrayTypes.twoArrays(arguments)
                .map(array -> new Candidate(
                        List.of(array, array),
                        Atomic.BOOLEAN,
                        0,
                        Kernels.rowsToBoolean(ArraysOverlap::compute),
                        array.containsNull() ? Nullability.ALWAYS : Nullability.STRICT));
    }

    private static void compute(Row row, VectorBuilder.Booleans out) {
        List<Item> left = Item.of(row, 0);
        List<Item> right = Item.of(row, 1);
        Set<Item> known = Item.distinct(right);
        if (left.stream().anyMatch(item -> !item.isNull() && known.contains(item))) {
            out.append(true);
        } else if (!left.isEmpty()
                && !right.isEmpty()
                && (left.stream().anyMatch(Item::isNull) || right.stream().anyMatch(Item::isNull))) {
            out.appendNull();
        } else {
            out.append(false);
        }
    }
}
