package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.Values;
import dev.sluice.vector.VectorBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `array_join(a, separator, instead)`.
public final class ArrayJoin {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("array_join")
            .summary("Puts the items of an array in one text with a separator between; leaves out NULL, or "
                    + "puts another text instead.")
            .example("array_join(array('a', NULL, 'b'), ',')", "a,b")
            .example("array_join(array('a', NULL, 'b'), ',', '?')", "a,?,b")
            .example("array_join(array(), ',')", "")
            .example("array_join(NULL, ',')", null)
            .overload("(ARRAY<STRING>, STRING) -> STRING", ArrayJoin::bind)
            .overload("(ARRAY<STRING>, STRING, STRING) -> STRING", ArrayJoin::bind)
            .build();

    private ArrayJoin() {}

    /// Items may be anything that can be text; what stands between them is text already.
    private static Optional<Candidate> bind(List<Argument> arguments) {
        List<DataType> types = Argument.types(arguments);
        if (types.size() < 2 || types.size() > 3) return Optional.empty();
        List<DataType> wanted = new ArrayList<>(List.of(new DataType.Array(Atomic.STRING, true)));
        for (DataType type : types.subList(1, types.size())) {
            if (type != Atomic.STRING && type != Atomic.NULL) return Optional.empty();
            wanted.add(Atomic.STRING);
        }
        if (ImplicitCasts.distance(types.getFirst(), wanted.getFirst()) < 0) return Optional.empty();
        return Optional.of(new Candidate(wanted, Atomic.STRING, 0, Kernels.rowsToText(ArrayJoin::join)));
    }

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
