package dev.sluice.function.lambda;

import dev.sluice.function.Argument;
import dev.sluice.function.HigherOrderFunction;
import dev.sluice.function.HigherOrderFunction.Bound;
import dev.sluice.function.HigherOrderFunction.Kind;
import dev.sluice.function.HigherOrderFunction.Lambda;
import dev.sluice.type.DataType;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.List;

/// `zip_with(a, b, (x, y) -> …)`.
public final class ZipWith {

    public static final HigherOrderFunction FUNCTION = HigherOrderFunction.named("zip_with")
            .summary("Computes something of the items of two arrays that stand at the same position; the shorter array "
                    + "has NULL where it ends.")
            .example("zip_with(array(1, 2), array(10, 20), (x, y) -> x + y)", "[11, 22]")
            .example("zip_with(array(1, 2), array('a'), (x, y) -> concat_ws('-', x, y))", "[1-a, 2]")
            .shown("(ARRAY<T>, ARRAY<U>, (T, U) -> V) -> ARRAY<V>")
            .values(Kind.ARRAY, Kind.ARRAY)
            .lambda(2, values -> List.of(Lambda.of(item(values.get(0)), item(values.get(1)))))
            .binding(ZipWith::bind);

    private ZipWith() {}

    private static Argument item(Argument list) {
        return Argument.of(ItemTypes.array(list).element(), true);
    }

    private static Bound bind(List<Argument> values, List<Argument> bodies) {
        DataType left = ItemTypes.array(values.get(0)).element();
        DataType right = ItemTypes.array(values.get(1)).element();
        Argument body = bodies.getFirst();
        return new Bound(
                new DataType.Array(body.type(), body.nullable()),
                Argument.anyNullable(values),
                (vectors, lambdas, rows, size) -> {
                    var pairs = Pairs.of((ArrayVector) vectors[0], (ArrayVector) vectors[1], rows, size);
                    Vector made = lambdas.getFirst()
                            .evaluate(
                                    pairs.parents,
                                    pairs.parents.length,
                                    pairs.of(left, (ArrayVector) vectors[0]),
                                    pairs.of(right, (ArrayVector) vectors[1]));
                    return new ArrayVector(pairs.offsets, pairs.lengths, made, pairs.nulls, size);
                });
    }

    /// The positions that either list has.
    private record Pairs(int[] parents, int[] offsets, int[] lengths, boolean[] nulls) {

        static Pairs of(ArrayVector left, ArrayVector right, Selection rows, int size) {
            int[] offsets = new int[size];
            int[] lengths = new int[size];
            boolean[] nulls = new boolean[size];
            int count = 0;
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                nulls[row] = left.isNull(row) || right.isNull(row);
                offsets[row] = count;
                lengths[row] = nulls[row] ? 0 : Math.max(left.lengths()[row], right.lengths()[row]);
                count += lengths[row];
            }
            int[] parents = new int[count];
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                for (int k = 0; k < lengths[row]; k++) parents[offsets[row] + k] = row;
            }
            return new Pairs(parents, offsets, lengths, nulls);
        }

        Vector of(DataType type, ArrayVector lists) {
            int[] places = new int[parents.length];
            for (int at = 0; at < places.length; at++) {
                int row = parents[at];
                int position = at - offsets[row];
                places[at] = position < lists.lengths()[row] ? lists.offsets()[row] + position : Items.NONE;
            }
            return Items.gather(type, lists.elements(), places, places.length);
        }
    }
}
