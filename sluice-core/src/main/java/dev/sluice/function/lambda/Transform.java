package dev.sluice.function.lambda;

import dev.sluice.function.Argument;
import dev.sluice.function.HigherOrderFunction;
import dev.sluice.function.HigherOrderFunction.Bound;
import dev.sluice.function.HigherOrderFunction.Kind;
import dev.sluice.function.LambdaBody;
import dev.sluice.type.DataType;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.List;

/// `transform(a, x -> …)`, `transform(a, (x, i) -> …)`.
public final class Transform {

    public static final HigherOrderFunction FUNCTION = HigherOrderFunction.named("transform")
            .summary("Computes something of each item of an array, and of its position from zero if that is asked for.")
            .example("transform(array(1, 2), x -> x + 1)", "[2, 3]")
            .example("transform(array('a', 'b'), (x, i) -> x || i)", "[a0, b1]")
            .example("transform(array(array(1, 2), array(3)), x -> transform(x, y -> y * size(x)))", "[[2, 4], [3]]")
            .shown("(ARRAY<T>, T -> U) -> ARRAY<U>")
            .shown("(ARRAY<T>, (T, INT) -> U) -> ARRAY<U>")
            .values(Kind.ARRAY)
            .lambda(1, values -> List.of(ItemTypes.itemAndPosition(values.getFirst(), null)))
            .binding(Transform::bind);

    private Transform() {}

    private static Bound bind(List<Argument> values, List<Argument> bodies) {
        Argument body = bodies.getFirst();
        return new Bound(
                new DataType.Array(body.type(), body.nullable()),
                values.getFirst().nullable(),
                Transform::transform);
    }

    private static Vector transform(Vector[] values, List<LambdaBody> bodies, Selection rows, int size) {
        var lists = (ArrayVector) values[0];
        Items items = Items.of(lists, rows, size);
        Vector made = ItemTypes.evaluate(bodies.getFirst(), items, lists.elements());
        return new ArrayVector(items.offsets(), items.lengths(), made, lists.nulls(), size);
    }
}
