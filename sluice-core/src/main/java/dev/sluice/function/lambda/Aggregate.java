package dev.sluice.function.lambda;

import dev.sluice.function.Argument;
import dev.sluice.function.HigherOrderFunction;
import dev.sluice.function.HigherOrderFunction.Bound;
import dev.sluice.function.HigherOrderFunction.Kind;
import dev.sluice.function.HigherOrderFunction.Lambda;
import dev.sluice.function.HigherOrderKernel;
import dev.sluice.function.LambdaBody;
import dev.sluice.type.DataType;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.util.Arrays;
import java.util.List;

/// `aggregate(a, start, (sum, x) -> …)`, `aggregate(a, start, (sum, x) -> …, sum -> …)`.
public final class Aggregate {

    public static final HigherOrderFunction FUNCTION = HigherOrderFunction.named("aggregate", "reduce")
            .summary("Puts the items of an array together one after the other, beginning with a value; what comes out "
                    + "may be finished by one more function.")
            .example("aggregate(array(1, 2, 3), 0, (sum, x) -> sum + x)", 6)
            .example("aggregate(array(1, 2, 3), 0, (sum, x) -> sum + x, sum -> sum * 10)", 60)
            .example("reduce(array('a', 'b'), '', (text, x) -> x || text)", "ba")
            .shown("(ARRAY<T>, U, (U, T) -> U) -> U")
            .shown("(ARRAY<T>, U, (U, T) -> U, U -> V) -> V")
            .values(Kind.ARRAY, Kind.ANY)
            .lambdas(List.of(2, 1), Aggregate::lambdas)
            .binding(Aggregate::bind);

    private Aggregate() {}

    /// The accumulator counts as nullable, since nobody knows what will come out.
    private static List<Lambda> lambdas(List<Argument> values) {
        Argument accumulator = Argument.of(values.get(1).type(), true);
        return List.of(
                Lambda.giving(values.get(1).type(), accumulator, ItemTypes.item(values.get(0))),
                Lambda.of(accumulator));
    }

    private static Bound bind(List<Argument> values, List<Argument> bodies) {
        boolean finishes = bodies.size() > 1;
        DataType accumulator = values.get(1).type();
        DataType result = finishes ? bodies.get(1).type() : accumulator;
        return new Bound(
                result, values.get(0).nullable() || !finishes || bodies.get(1).nullable(), kernel(accumulator, result));
    }

    private static HigherOrderKernel kernel(DataType accumulator, DataType result) {
        return (values, bodies, rows, size) -> {
            var lists = (ArrayVector) values[0];
            int[] present = new int[rows.size()];
            int count = 0;
            for (int i = 0; i < rows.size(); i++) {
                present[count] = rows.row(i);
                count += lists.isNull(rows.row(i)) ? 0 : 1;
            }
            int[] places = new int[size];
            Vector merged =
                    merged(lists, values[1], bodies.getFirst(), new Selection(present, count), places, accumulator);
            int[] order = new int[count];
            for (int i = 0; i < count; i++) order[i] = places[present[i]];
            Vector inOrder = Vectors.gather(merged, order, count);
            Vector done = bodies.size() == 1 ? inOrder : bodies.get(1).evaluate(present, count, inOrder);
            return spread(result, done, present, count, size);
        };
    }

    /// What comes out for each row, in the order in which rows ran out of items.
    ///
    /// @param places for each row, where its value is then
    private static Vector merged(
            ArrayVector lists, Vector start, LambdaBody merge, Selection rows, int[] places, DataType type) {
        VectorBuilder finished = VectorBuilder.of(type, rows.size());
        var steps = new Steps(lists, rows);
        Vector sums = Vectors.gather(start, steps.rows(), steps.count());
        while (steps.count() > 0) {
            int[] going = new int[steps.count()];
            int count = 0;
            for (int i = 0; i < steps.count(); i++) {
                if (steps.hasItem(i)) {
                    going[count++] = i;
                } else {
                    places[steps.rows()[i]] = finished.size();
                    finished.append(sums, i);
                }
            }
            if (count < steps.count()) {
                steps.keep(going, count);
                sums = Vectors.gather(sums, going, count);
            }
            if (count == 0) break;
            sums = merge.evaluate(steps.rows(), count, sums, steps.items());
            steps.next();
        }
        return finished.build();
    }

    /// The values at their rows; null elsewhere.
    private static Vector spread(DataType type, Vector values, int[] rows, int count, int size) {
        if (count == size) return values;
        int[] places = new int[size];
        Arrays.fill(places, Items.NONE);
        for (int i = 0; i < count; i++) places[rows[i]] = i;
        return Items.gather(type, values, places, size);
    }
}
