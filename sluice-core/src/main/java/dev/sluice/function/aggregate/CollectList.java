package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Collecting;
import dev.sluice.type.DataType;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.ValueList;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.util.List;

/// `collect_list(a)`: all values, in the order of the input. The state is the list.
public final class CollectList implements Accumulator {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("collect_list", "array_agg")
            .summary(
                    "Gives a list of all values that are not NULL, in the order of the input; with RESPECT NULLS, of all.")
            .example("SELECT collect_list(a) FROM VALUES (1), (2), (NULL), (1) AS t(a)", "[1, 2, 1]")
            .example("SELECT collect_list(a) FROM VALUES (CAST(NULL AS INT)) AS t(a)", "[]")
            .neverNull()
            .ordered()
            .overload(
                    "(T) -> ARRAY<T>",
                    match -> new Collecting(
                            List.of(match.result()),
                            new CollectList(match.parameters().getFirst(), false)))
            .respecting(
                    "(T) -> ARRAY<T>",
                    match -> new Collecting(
                            List.of(match.result()),
                            new CollectList(match.parameters().getFirst(), true)))
            .build();

    private final DataType element;
    private final boolean keepsNulls;

    private CollectList(DataType element, boolean keepsNulls) {
        this.element = element;
        this.keepsNulls = keepsNulls;
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        Vector values = arguments[0];
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (keepsNulls || !values.isNull(row)) listOf(state, slots[i]).append(values, row);
        }
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        var lists = (ArrayVector) Vectors.flatten(partial[0]);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (lists.isNull(row)) continue;
            listOf(state, slots[i]).appendRange(lists.elements(), lists.offsets()[row], lists.lengths()[row]);
        }
    }

    private ValueList listOf(MutableVector[] state, int slot) {
        var lists = (MutableVector.Objects) state[0];
        if (lists.get(slot) instanceof ValueList list) return list;
        var made = new ValueList(element);
        if (lists.get(slot) instanceof List<?> list)
            made.appendRange(ValueList.columnOf(element, list), 0, list.size());
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
