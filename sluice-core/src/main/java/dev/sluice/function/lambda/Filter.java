package dev.sluice.function.lambda;

import dev.sluice.function.Argument;
import dev.sluice.function.HigherOrderFunction;
import dev.sluice.function.HigherOrderFunction.Bound;
import dev.sluice.function.HigherOrderFunction.Kind;
import dev.sluice.function.LambdaBody;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.List;

/// `filter(a, x -> …)`, `filter(a, (x, i) -> …)`.
public final class Filter {

    public static final HigherOrderFunction FUNCTION = HigherOrderFunction.named("filter")
            .summary("Keeps the items of an array for which a condition is true.")
            .example("filter(array(1, 2, 3), x -> x > 1)", "[2, 3]")
            .example("filter(array(7, 8, 9), (x, i) -> i = 0)", "[7]")
            .example("filter(array(1, NULL), x -> x > 1)", "[]")
            .shown("(ARRAY<T>, T -> BOOLEAN) -> ARRAY<T>")
            .shown("(ARRAY<T>, (T, INT) -> BOOLEAN) -> ARRAY<T>")
            .values(Kind.ARRAY)
            .lambda(1, values -> List.of(ItemTypes.itemAndPosition(values.getFirst(), Atomic.BOOLEAN)))
            .binding(Filter::bind);

    private Filter() {}

    private static Bound bind(List<Argument> values, List<Argument> bodies) {
        return new Bound(values.getFirst().type(), values.getFirst().nullable(), Filter::filter);
    }

    private static Vector filter(Vector[] values, List<LambdaBody> bodies, Selection rows, int size) {
        var lists = (ArrayVector) values[0];
        Items items = Items.of(lists, rows, size);
        Items kept = items.where(ItemTypes.evaluate(bodies.getFirst(), items, lists.elements()));
        return new ArrayVector(kept.offsets(), kept.lengths(), kept.take(lists.elements()), lists.nulls(), size);
    }
}
