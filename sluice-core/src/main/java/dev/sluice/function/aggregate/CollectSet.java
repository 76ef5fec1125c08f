package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Collecting;
import dev.sluice.function.DistinctLists;
import dev.sluice.type.DataType;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.List;

/// `collect_set(a)`: each value once, in the order of the input. The state is the list.
public final class CollectSet implements Accumulator {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("collect_set")
            .summary("Gives a list of all values that are not NULL, each once; with RESPECT NULLS, of all.")
            .example("SELECT collect_set(a) FROM VALUES (1), (2), (NULL), (1) AS t(a)", "[1, 2]")
            .example("SELECT collect_set(a) FROM VALUES (CAST(NULL AS INT)) AS t(a)", "[]")
            .neverNull()
            .ordered()
            .overload(
                    "(T) -> ARRAY<T>",
                    match -> new Collecting(
                            List.of(match.result()),
                            new CollectSet(match.parameters().getFirst(), false)))
            .respecting(
                    "(T) -> ARRAY<T>",
                    match -> new Collecting(
                            List.of(match.result()),
                            new CollectSet(match.parameters().getFirst(), true)))
            .build();

    private final DistinctLists lists;

    private CollectSet(DataType element, boolean keepsNulls) {
        lists = new DistinctLists(element, keepsNulls);
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        lists.add(state[0], slots, arguments[0], rows);
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        lists.merge(state[0], slots, partial[0], rows);
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        return CollectList.lists(state[0], slots, count);
    }
}
