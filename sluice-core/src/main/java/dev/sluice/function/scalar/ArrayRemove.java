package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.Optional;

/// `array_remove(a, value)`.
public final class ArrayRemove {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("array_remove")
            .summary("Leaves out the items of an array that equal a value.")
            .example("array_remove(array(1, 2, NULL, 1), 1)", "[2, null]")
            .example("array_remove(array(1), NULL)", null)
            .overload("(ARRAY<T>, T) -> ARRAY<T>", ArrayRemove::bind)
            .build();

    private ArrayRemove() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 2) return Optional.empty();
        return ArrayTypes.tightlyWithItem(arguments.get(0), arguments.get(1))
                .filter(DataType::isOrdered)
                .map(array -> new Candidate(
                        List.of(array, array.element()),
                        array,
                        0,
                        Kernels.rowsTo(array, VectorBuilder.Lists.class, ArrayRemove::compute)));
    }

    private static void compute(Row row, VectorBuilder.Lists out) {
        Item unwanted = Item.at(row, 1);
        for (Item item : Item.of(row, 0)) {
            if (!item.isLike(unwanted)) item.appendTo(out.elements());
        }
        out.endRow();
    }
}
