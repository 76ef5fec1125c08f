package dev.sluice.function.scalar;

import dev.sluice.function.Kernel;
import dev.sluice.function.RowByRowKernel;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Values;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `shuffle(array)`: the items in random order.
public final class Shuffle {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("shuffle")
            .summary(
                    "Gives the items of an array in random order, another for each row. A seed gives the order that Spark "
                            + "gives.")
            .example("size(shuffle(array(1, 20, 3, 5)))", 4)
            .example("shuffle(NULL)", null)
            .notFoldable()
            .generic("(ARRAY<T>) -> ARRAY<T>", match -> arrays(-1, match.result()))
            .generic("(ARRAY<T>, BIGINT) -> ARRAY<T>", match -> arrays(1, match.result()))
            .build();

    private Shuffle() {}

    private static Kernel arrays(int seedAt, DataType type) {
        return new RowByRowKernel<>(
                (arguments, row, place, number, context) ->
                        new Twister(Seed.words(seedAt, arguments, row, place, number, context)),
                (state, arguments, rows, size, _) -> shuffled(state, Vectors.flatten(arguments[0]), rows, size, type));
    }

    private static Vector shuffled(Twister state, Vector arrays, Selection rows, int size, DataType type) {
        List<@Nullable Object> results = new ArrayList<@Nullable Object>(Collections.nCopies(size, null));
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (Values.get(arrays, row, type) instanceof List<?> items) {
                List<@Nullable Object> order = new ArrayList<@Nullable Object>();
                order.addAll(items);
                // Each item takes the place of one before it, or stays, as Spark lays them out.
                for (int j = 0; j < items.size(); j++) {
                    int other = state.nextInt(j + 1);
                    order.set(j, order.get(other));
                    order.set(other, items.get(j));
                }
                results.set(row, order);
            }
        }
        VectorBuilder out = VectorBuilder.of(type, size);
        results.forEach(out::appendValue);
        return out.build();
    }
}
