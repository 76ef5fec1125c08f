package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.Values;
import dev.sluice.vector.VectorBuilder;
import java.util.ArrayList;
import java.util.List;

/// `array_join(a, separator, instead)`.
public final class ArrayJoin {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("array_join")
            .summary("Puts the items of an array in one text with a separator between; leaves out NULL, or "
                    + "puts another text instead.")
            .example("array_join(array('a', NULL, 'b'), ',')", "a,b")
            .example("array_join(array('a', NULL, 'b'), ',', '?')", "a,?,b")
            .example("array_join(array(), ',')", "")
            .example("array_join(NULL, ',')", null)
            .overload("(ARRAY<STRING>, STRING) -> STRING", Kernels.rowsToText(ArrayJoin::join))
            .overload("(ARRAY<STRING>, STRING, STRING) -> STRING", Kernels.rowsToText(ArrayJoin::join))
            .build();

    private ArrayJoin() {}

    private static void join(Row row, VectorBuilder.Bytes out) {
        List<String> parts = new ArrayList<>();
        for (Item item : Item.of(row, 0)) {
            if (Values.get(item.vector(), item.row(), Atomic.STRING) instanceof String text) {
                parts.add(text);
            } else if (row.argumentCount() == 3) {
                parts.add(row.textAt(2));
            }
        }
        out.append(String.join(row.textAt(1), parts));
    }
}
