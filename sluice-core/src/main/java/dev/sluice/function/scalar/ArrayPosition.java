package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.Optional;

/// `array_position(a, value)`.
public final class ArrayPosition {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("array_position")
            .summary("Gives the position of the first item that equals a value, counted from 1; 0 if there is none.")
            .example("array_position(array(1, 2, 3), 2)", 2)
            .example("array_position(array(1), 9)", 0)
            .example("array_position(NULL, 1)", null)
            .overload("(ARRAY<T>, T) -> BIGINT", ArrayPosition::bind)
            .build();

    private ArrayPosition() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 2) return Optional.empty();
        return ArrayTypes.tightlyWithItem(arguments.get(0), arguments.get(1))
                .filter(DataType::isOrdered)
                .map(array -> new Candidate(
                        List.of(array, array.element()), Atomic.LONG, 0, Kernels.rowsToLong(ArrayPosition::find)));
    }

    private static void find(Row row, VectorBuilder.Longs out) {
        Item wanted = Item.at(row, 1);
        List<Item> items = Item.of(row, 0);
        int at = 0;
        while (at < items.size() && !items.get(at).isLike(wanted)) at++;
        out.append(at < items.size() ? at + 1 : 0);
    }
}
