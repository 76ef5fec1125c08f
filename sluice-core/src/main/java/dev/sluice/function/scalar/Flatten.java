package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.util.List;
import java.util.Optional;

/// `flatten(a)`: NULL if one of the inner arrays is.
public final class Flatten {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("flatten")
            .summary("Makes one array of an array of arrays.")
            .example("flatten(array(array(1), array(2, 3)))", "[1, 2, 3]")
            .example("flatten(array(array(1), NULL))", null)
            .overload("(ARRAY<ARRAY<T>>) -> ARRAY<T>", Flatten::bind)
            .build();

    private Flatten() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 1 || !(arguments.getFirst().type() instanceof DataType.Array outer)) {
            return Optional.empty();
        }
        if (!(outer.element() instanceof DataType.Array inner)) return Optional.empty();
        return Optional.of(new Candidate(
                List.of(outer),
                inner,
                0,
                Kernels.rowsTo(inner, VectorBuilder.Lists.class, Flatten::compute),
                outer.containsNull() ? Nullability.ALWAYS : Nullability.STRICT));
    }

    private static void compute(Row row, VectorBuilder.Lists out) {
        List<Item> lists = Item.of(row, 0);
        if (lists.stream().anyMatch(Item::isNull)) {
            out.appendNull();
            return;
        }
        for (Item list : lists) {
            var inner = (ArrayVector) Vectors.flatten(list.vector());
            for (Item item : Item.of(inner, list.row())) item.appendTo(out.elements());
        }
        out.endRow();
    }
}
