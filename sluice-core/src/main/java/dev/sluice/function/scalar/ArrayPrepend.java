package dev.sluice.function.scalar;

import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.vector.VectorBuilder;

/// `array_prepend(a, value)`.
public final class ArrayPrepend {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("array_prepend")
            .summary("Puts a value before the items of an array.")
            .example("array_prepend(array(1), 2)", "[2, 1]")
            .example("array_prepend(NULL, 2)", null)
            .overload(
                    "(ARRAY<T>, T) -> ARRAY<T>", arguments -> ArrayTypes.withAnother(arguments, ArrayPrepend::compute))
            .build();

    private ArrayPrepend() {}

    private static void compute(Row row, VectorBuilder.Lists out) {
        if (row.isNull(0)) {
            out.appendNull();
            return;
        }
        Item.at(row, 1).appendTo(out.elements());
        for (Item item : Item.of(row, 0)) item.appendTo(out.elements());
        out.endRow();
    }
}
