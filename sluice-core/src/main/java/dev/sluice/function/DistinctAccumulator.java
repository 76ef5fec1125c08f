package dev.sluice.function;

import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Values;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.ArrayList;
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

    private DistinctAccumulator(BoundAggregate function) {
        this.function = function;
        arguments = new DataType.Struct(IntStream.range(0, function.parameters().size())
                .mapToObj(i -> Field.of("_" + i, function.parameters().get(i)))
                .toList());
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
        KeyBatch keys = encoder().encode(values, rows);
        for (int i = 0; i < rows.size(); i++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int c = 0; c < values.length; c++) {
                row.add(Values.get(values[c], rows.row(i), function.parameters().get(c)));
            }
            if (!row.contains(null)) rowsOf(state, slots[i]).add(keys, i, row);
        }
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        var type = new DataType.Array(arguments, false);
        for (int i = 0; i < rows.size(); i++) {
            if (Values.get(partial[0], rows.row(i), type) instanceof List<?> list)
                addAll(rowsOf(state, slots[i]), list);
        }
    }

    private void addAll(DistinctValues target, List<?> rows) {
        Chunk chunk = chunk(rows);
        KeyBatch keys = encoder().encode(chunk.columns(), chunk.selection());
        for (int i = 0; i < rows.size(); i++) target.add(keys, i, rows.get(i));
    }

    @SuppressWarnings("unchecked") // rows are lists of values
    private Chunk chunk(List<?> rows) {
        return Values.chunk(arguments, (List<List<@Nullable Object>>) rows);
    }

    private KeyEncoder encoder() {
        return new KeyEncoder(function.parameters());
    }

    /// A list that came back from the log is made distinct anew.
    private DistinctValues rowsOf(MutableVector[] state, int slot) {
        var column = (MutableVector.Objects) state[0];
        if (column.get(slot) instanceof DistinctValues rows) return rows;
        var rows = new DistinctValues();
        if (column.get(slot) instanceof List<?> list) addAll(rows, list);
        column.set(slot, rows);
        return rows;
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        VectorBuilder results = VectorBuilder.of(function.result(), count);
        for (int i = 0; i < count; i++) {
            MutableVector[] inner =
                    function.state().stream().map(MutableVector::of).toArray(MutableVector[]::new);
            for (MutableVector column : inner) column.ensure(1);
            var rows = (List<?>) ((MutableVector.Objects) state[0]).get(slots[i]);
            if (rows != null) {
                Chunk chunk = chunk(rows);
                function.accumulator().add(inner, new int[rows.size()], chunk.columns(), chunk.selection());
            }
            results.append(function.accumulator().result(inner, new int[1], 1), 0);
        }
        return results.build();
    }
}
