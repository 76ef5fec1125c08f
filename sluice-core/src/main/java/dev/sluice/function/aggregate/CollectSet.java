package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Collecting;
import dev.sluice.function.DistinctValues;
import dev.sluice.type.DataType;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Values;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.List;

/// `collect_set(a)`: each value once, in the order of the input. The state is the list.
public final class CollectSet implements Accumulator {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("collect_set")
            .summary("Gives a list of all values that are not NULL, each once.")
            .example("SELECT collect_set(a) FROM VALUES (1), (2), (NULL), (1) AS t(a)", "[1, 2]")
            .example("SELECT collect_set(a) FROM VALUES (CAST(NULL AS INT)) AS t(a)", "[]")
            .neverNull()
            .ordered()
            .overload(
                    "(T) -> ARRAY<T>",
                    match -> new Collecting(
                            List.of(match.result()),
                            new CollectSet(match.parameters().getFirst())))
            .build();

    private final DataType element;

    private CollectSet(DataType element) {
        this.element = element;
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        KeyBatch keys = new KeyEncoder(List.of(element)).encode(new Vector[] {arguments[0]}, rows);
        for (int i = 0; i < rows.size(); i++) {
            Object value = Values.get(arguments[0], rows.row(i), element);
            if (value != null) setOf(state, slots[i]).add(keys, i, value);
        }
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        var type = new DataType.Array(element, true);
        for (int i = 0; i < rows.size(); i++) {
            if (Values.get(partial[0], rows.row(i), type) instanceof List<?> list) addAll(setOf(state, slots[i]), list);
        }
    }

    private void addAll(DistinctValues set, List<?> values) {
        for (Object value : values) {
            Vector single = Vectors.single(element, value);
            set.add(new KeyEncoder(List.of(element)).encode(new Vector[] {single}, Selection.all(1)), 0, value);
        }
    }

    /// A list that came back from the log is made distinct anew.
    private DistinctValues setOf(MutableVector[] state, int slot) {
        var sets = (MutableVector.Objects) state[0];
        if (sets.get(slot) instanceof DistinctValues set) return set;
        var made = new DistinctValues();
        if (sets.get(slot) instanceof List<?> list) addAll(made, list);
        sets.set(slot, made);
        return made;
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        return CollectList.lists(state[0], slots, count);
    }
}
