package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.Optional;

/// `array_contains(a, value)`: NULL if the value is not found but might be one of the nulls.
public final class ArrayContains {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("array_contains")
            .summary("Tells whether an array contains a value.")
            .example("array_contains(array(1, 2), 2)", true)
            .example("array_contains(array(1, 2), 3)", false)
            .example("array_contains(array(1, NULL), 2)", null)
            .overload("(ARRAY<T>, T) -> BOOLEAN", ArrayContains::bind)
            .build();

    private ArrayContains() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 2) return Optional.empty();
        return ArrayTypes.withItem(arguments.get(0), arguments.get(1))
                .filter(DataType::isOrdered)
                .map(array -> new Candidate(
                        List.of(array, array.element()),
                        Atomic.BOOLEAN,
                        0,
                        Kernels.rowsToBoolean(ArrayContains::find),
                        array.containsNull() ? Nullability.ALWAYS : Nullability.STRICT));
    }

    private static void find(Row row, VectorBuilder.Booleans out) {
        Item wanted = Item.at(row, 1);
        boolean unknown = false;
        for (Item item : Item.of(row, 0)) {
            if (item.isLike(wanted)) {
                out.append(true);
                return;
            }
            unknown |= item.isNull();
        }
        if (unknown) {
            out.appendNull();
        } else {
            out.append(false);
        }
    }
}
