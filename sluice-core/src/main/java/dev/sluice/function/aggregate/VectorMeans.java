package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Collecting;
import dev.sluice.function.scalar.FloatLists;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Values;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.util.ArrayList;
import java.util.List;

/// `vector_sum(a)` and `vector_avg(a)`: the state is the sum or the mean so far, and of how many vectors. Floats are
/// rounded as they are added, in Spark's way, so that the order of rows may change the last digit.
public final class VectorMeans implements Accumulator {

    private static final DataType.Array VECTOR = new DataType.Array(Atomic.FLOAT, true);
    private static final List<DataType> STATE = List.of(VECTOR, Atomic.LONG);

    public static final AggregateFunction MEAN = AggregateFunction.named("vector_avg")
            .summary("Gives the mean of vectors, item by item. Those with a NULL in them are left out.")
            .example("SELECT vector_avg(a) FROM VALUES (array(1F, 2F)), (array(3F, 4F)) AS t(a)", "[2.0, 3.0]")
            .example("SELECT vector_avg(a) FROM VALUES (array(1F, NULL)) AS t(a)", null)
            .exact()
            .overload("(ARRAY<FLOAT>) -> ARRAY<FLOAT>", _ -> new Collecting(STATE, new VectorMeans("vector_avg", true)))
            .build();

    public static final AggregateFunction SUM = AggregateFunction.named("vector_sum")
            .summary("Gives the sum of vectors, item by item. Those with a NULL in them are left out.")
            .example("SELECT vector_sum(a) FROM VALUES (array(1F, 2F)), (array(3F, 4F)) AS t(a)", "[4.0, 6.0]")
            .example("SELECT vector_sum(a) FROM VALUES (array(1F, NULL)) AS t(a)", null)
            .exact()
            .overload(
                    "(ARRAY<FLOAT>) -> ARRAY<FLOAT>", _ -> new Collecting(STATE, new VectorMeans("vector_sum", false)))
            .build();

    private final String name;
    private final boolean mean;

    private VectorMeans(String name, boolean mean) {
        this.name = name;
        this.mean = mean;
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        Vector vectors = Vectors.flatten(arguments[0]);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (vectors.isNull(row)) continue;
            float[] items = FloatLists.items(vectors, row);
            if (items != null) combine(state, slots[i], items, 1);
        }
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        Vector vectors = Vectors.flatten(partial[0]);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (vectors.isNull(row) || !(Values.get(partial[1], row, Atomic.LONG) instanceof Long count)) continue;
            float[] items = FloatLists.items(vectors, row);
            if (items != null) combine(state, slots[i], items, count);
        }
    }

    private void combine(MutableVector[] state, int slot, float[] items, long count) {
        var vectors = (MutableVector.Objects) state[0];
        var counts = (MutableVector.Longs) state[1];
        if (!(vectors.get(slot) instanceof List<?> known)) {
            vectors.set(slot, boxed(items));
            counts.set(slot, count);
            return;
        }
        if (known.size() != items.length) throw FloatLists.mismatch(name, known.size(), items.length);
        long before = counts.get(slot);
        for (int i = 0; i < items.length; i++) {
            items[i] = combined((Float) known.get(i), before, items[i], count);
        }
        vectors.set(slot, boxed(items));
        counts.set(slot, before + count);
    }

    private float combined(float known, long before, float item, long count) {
        if (!mean) return known + item;
        float all = before + count;
        if (count == 1) return known + (item - known) * (1 / all);
        return known * (before / all) + item * (count / all);
    }

    private static List<Object> boxed(float[] items) {
        List<Object> boxed = new ArrayList<>(items.length);
        for (float item : items) boxed.add(item);
        return boxed;
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        var out = (VectorBuilder.Lists) VectorBuilder.of(VECTOR, count);
        for (int i = 0; i < count; i++) {
            if (((MutableVector.Objects) state[0]).get(slots[i]) instanceof List<?> items) {
                var floats = (VectorBuilder.Floats) out.elements();
                for (Object item : items) floats.append((Float) item);
                out.endRow();
            } else {
                out.appendNull();
            }
        }
        return out.build();
    }
}
