package dev.sluice.function.scalar;

import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.vector.VectorBuilder;

/// `array_append(a, value)`.
public final class ArrayAppend {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("array_append")
            .summary("Puts a value behind the items of an array.")
            .example("array_append(array(1), 2)", "[1, 2]")
            .example("array_append(NULL, 2)", null)
            .overload("(ARRAY<T>, T) -> ARRAY<T>", arguments -> ArrayTypes.withAnother(arguments, ArrayAppend::compute))
            .build();

    private ArrayAppend() {}

    private static void compute(Row row, VectorBuilder.Lists out) {
        if (row.isNull(0)) {
            out.appendNull();
            return;
        }
        for (Item item : Item.of(row, 0)) item.appendTo(out.elements());
        Item.at(row, 1).appendTo(out.elements());
        out.endRow();
    }
}
