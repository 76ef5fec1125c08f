package dev.sluice.function;

import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.ValueList;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Makes an aggregate count each distinct combination of arguments once: it collects the set, and aggregates it when
/// the result is asked for.
///
/// The state is one list a group, of structs of arguments. Rows with a NULL argument are left out, as SQL's aggregates
/// leave them out anyway.
public final class DistinctAccumulator implements Accumulator {

    private final BoundAggregate function;
    private final DataType.Struct arguments;
    private final DistinctLists lists;

    private DistinctAccumulator(BoundAggregate function) {
        this.function = function;
        arguments = new DataType.Struct(IntStream.range(0, function.parameters().size())
                .mapToObj(i -> Field.of("_" + i, function.parameters().get(i)))
                .toList());
        lists = new DistinctLists(arguments);
    }

    public static BoundAggregate over(BoundAggregate function) {
        var distinct = new DistinctAccumulator(function);
        return new BoundAggregate(
                function.name(),
                function.parameters(),
                function.result(),
                function.nullable(),
                List.of(new DataType.Array(distinct.arguments, false)),
                function.ordered(),
                distinct);
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] values, Selection rows) {
        lists.add(state[0], slots, new StructVector(values, nulls(values), values[0].size()), rows);
    }

    private static boolean @Nullable [] nulls(Vector[] values) {
        boolean[] nulls = null;
        for (Vector column : values) {
            if (!column.mayHaveNulls()) continue;
            if (nulls == null) nulls = new boolean[column.size()];
            for (int row = 0; row < column.size(); row++) nulls[row] |= column.isNull(row);
        }
        return nulls;
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        lists.merge(state[0], slots, partial[0], rows);
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        VectorBuilder results = VectorBuilder.of(function.result(), count);
        for (int i = 0; i < count; i++) {
            MutableVector[] inner =
                    function.state().stream().map(MutableVector::of).toArray(MutableVector[]::new);
            for (MutableVector column : inner) column.ensure(1);
            if (((MutableVector.Objects) state[0]).get(slots[i]) instanceof List<?> list) {
                var columns = ((StructVector) ValueList.columnOf(arguments, list)).fields();
                function.accumulator().add(inner, new int[list.size()], columns, Selection.all(list.size()));
            }
            results.append(function.accumulator().result(inner, new int[1], 1), 0);
        }
        return results.build();
    }
}
