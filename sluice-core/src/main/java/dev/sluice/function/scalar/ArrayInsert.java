package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.Argument;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.Optional;

/// `array_insert(a, position, value)`.
public final class ArrayInsert {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("array_insert")
            .summary("Puts a value at a position of an array, counted from 1, or from behind the end if it is "
                    + "negative; fills up with NULL.")
            .example("array_insert(array(1, 3), 2, 2)", "[1, 2, 3]")
            .example("array_insert(array(1, 2), -1, 3)", "[1, 2, 3]")
            .example("array_insert(array(1), 4, 9)", "[1, null, null, 9]")
            .example("array_insert(array(1), -4, 9)", "[9, null, null, 1]")
            .example("array_insert(NULL, 1, 2)", null)
            .overload("(ARRAY<T>, INT, T) -> ARRAY<T>", ArrayInsert::bind)
            .build();

    private ArrayInsert() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 3 || !isPosition(arguments.get(1).type())) {
            return Optional.empty();
        }
        return ArrayTypes.tightlyWithItem(arguments.get(0), arguments.get(2)).map(array -> {
            var result = new DataType.Array(array.element(), true);
            Kernel kernel = Kernels.rowsWithNullsTo(result, VectorBuilder.Lists.class, ArrayInsert::compute);
            boolean nullable = arguments.get(0).nullable() || arguments.get(1).nullable();
            return new Candidate(
                    List.of(array, Atomic.INT, array.element()), result, 0, kernel, ArrayTypes.nullableIf(nullable));
        });
    }

    private static boolean isPosition(DataType type) {
        return type == Atomic.INT || type == Atomic.SHORT || type == Atomic.BYTE;
    }

    private static void compute(Row row, VectorBuilder.Lists out) {
        if (row.isNull(0) || row.isNull(1)) {
            out.appendNull();
            return;
        }
        int position = row.intAt(1);
        if (position == 0) throw ErrorCondition.INVALID_INDEX_OF_ZERO.error().build();
        List<Item> items = Item.of(row, 0);
        int place = position > 0 ? position - 1 : items.size() + 1 + position;
        int before = Math.clamp(place, 0, items.size());
        for (Item item : items.subList(0, before)) item.appendTo(out.elements());
        for (int i = items.size(); i < place; i++) out.elements().appendNull();
        Item.at(row, 2).appendTo(out.elements());
        for (int i = place; i < 0; i++) out.elements().appendNull();
        for (Item item : items.subList(before, items.size())) item.appendTo(out.elements());
        out.endRow();
    }
}
