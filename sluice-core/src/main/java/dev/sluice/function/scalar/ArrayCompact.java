package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.Optional;

/// `array_compact(a)`.
public final class ArrayCompact {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("array_compact")
            .summary("Leaves out the items of an array that are NULL.")
            .example("array_compact(array(1, NULL, 2))", "[1, 2]")
            .example("array_compact(NULL)", null)
            .overload("(ARRAY<T>) -> ARRAY<T>", ArrayCompact::bind)
            .build();

    private ArrayCompact() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 1) return Optional.empty();
        return ArrayTypes.array(arguments.getFirst()).map(array -> {
            var result = new DataType.Array(array.element(), false);
            Kernel kernel = Kernels.rowsTo(result, VectorBuilder.Lists.class, ArrayCompact::compute);
            return new Candidate(List.of(array), result, 0, kernel);
        });
    }

    private static void compute(Row row, VectorBuilder.Lists out) {
        for (Item item : Item.of(row, 0)) {
            if (!item.isNull()) item.appendTo(out.elements());
        }
        out.endRow();
    }
}
