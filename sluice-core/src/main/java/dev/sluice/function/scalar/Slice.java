package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.Argument;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.Optional;

/// `slice(a, start, length)`.
public final class Slice {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("slice")
            .summary("Gives the items of an array from a position on, counted from 1, or from the end if it is "
                    + "negative; at most so many.")
            .example("slice(array(1, 2, 3, 4), 2, 2)", "[2, 3]")
            .example("slice(array(1, 2, 3), -2, 2)", "[2, 3]")
            .example("slice(array(1, 2), 5, 2)", "[]")
            .example("slice(NULL, 1, 2)", null)
            .overload("(ARRAY<T>, INT, INT) -> ARRAY<T>", Slice::bind)
            .build();

    private Slice() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 3) return Optional.empty();
        for (Argument number : arguments.subList(1, 3)) {
            if (ImplicitCasts.assignment(number.type(), Atomic.INT) < 0) return Optional.empty();
        }
        return ArrayTypes.array(arguments.getFirst())
                .map(array -> new Candidate(
                        List.of(array, Atomic.INT, Atomic.INT),
                        array,
                        0,
                        Kernels.rowsTo(array, VectorBuilder.Lists.class, Slice::compute)));
    }

    private static void compute(Row row, VectorBuilder.Lists out) {
        int start = row.intAt(1);
        int length = row.intAt(2);
        if (start == 0) {
            throw ErrorCondition.INVALID_START
                    .error()
                    .with("parameter", "`start`")
                    .with("functionName", "`slice`")
                    .build();
        }
        if (length < 0) {
            throw ErrorCondition.INVALID_LENGTH
                    .error()
                    .with("parameter", "`length`")
                    .with("functionName", "`slice`")
                    .with("length", length)
                    .build();
        }
        List<Item> items = Item.of(row, 0);
        int from = start > 0 ? start - 1 : items.size() + start;
        if (from >= 0 && from < items.size()) {
            long to = Math.min(items.size(), (long) from + length);
            for (Item item : items.subList(from, (int) to)) item.appendTo(out.elements());
        }
        out.endRow();
    }
}
