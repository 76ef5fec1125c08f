package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Collecting;
import dev.sluice.type.DataType;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Values;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.ArrayList;
import java.util.List;

/// `collect_list(a)`: all values, in the order of the input. The state is the list.
public final class CollectList implements Accumulator {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("collect_list", "array_agg")
            .summary("Gives a list of all values that are not NULL, in the order of the input.")
            .example("SELECT collect_list(a) FROM VALUES (1), (2), (NULL), (1) AS t(a)", "[1, 2, 1]")
            .example("SELECT collect_list(a) FROM VALUES (CAST(NULL AS INT)) AS t(a)", "[]")
            .neverNull()
            .ordered()
            .overload(
                    "(T) -> ARRAY<T>",
                    match -> new Collecting(
                            List.of(match.result()),
                            new CollectList(match.parameters().getFirst())))
            .build();

    private final DataType element;

    private CollectList(DataType element) {
        this.element = element;
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        for (int i = 0; i < rows.size(); i++) {
            Object value = Values.get(arguments[0], rows.row(i), element);
            if (value != null) listOf(state, slots[i]).add(value);
        }
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        var type = new DataType.Array(element, true);
        for (int i = 0; i < rows.size(); i++) {
            if (Values.get(partial[0], rows.row(i), type) instanceof List<?> list)
                listOf(state, slots[i]).addAll(list);
        }
    }

    @SuppressWarnings("unchecked") // the list is ours
    private static List<Object> listOf(MutableVector[] state, int slot) {
        var lists = (MutableVector.Objects) state[0];
        if (lists.get(slot) instanceof ArrayList<?> list) return (List<Object>) list;
        List<Object> made = new ArrayList<>();
        lists.set(slot, made);
        return made;
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        return lists(state[0], slots, count);
    }

    /// The lists of the slots; an empty one where there is none.
    static Vector lists(MutableVector lists, int[] slots, int count) {
        VectorBuilder out = VectorBuilder.of(lists.type(), count);
        for (int i = 0; i < count; i++) {
            Object list = ((MutableVector.Objects) lists).get(slots[i]);
            out.appendValue(list == null ? List.of() : list);
        }
        return out.build();
    }
}
