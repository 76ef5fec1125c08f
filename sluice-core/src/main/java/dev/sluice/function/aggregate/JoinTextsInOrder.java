package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction.Candidate;
import dev.sluice.function.AggregateFunction.Ordering;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.ValueList;
import dev.sluice.vector.ValueOrder;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// `listagg(a, delimiter) WITHIN GROUP (ORDER BY b)`. The state is the list of keys and values, and the delimiter.
///
/// @param entry the keys of the order, then the value
record JoinTextsInOrder(DataType.Struct entry, List<Ordering> order) implements Accumulator {

    static Optional<Candidate> bind(List<DataType> types, List<Ordering> order) {
        int arguments = types.size() - order.size();
        if (arguments < 1 || arguments > 2) return Optional.empty();
        DataType text = types.get(order.size()) == Atomic.BINARY ? Atomic.BINARY : Atomic.STRING;
        List<DataType> parameters = new ArrayList<>(types.subList(0, order.size()));
        for (int i = 0; i < arguments; i++) parameters.add(text);
        var entry = new DataType.Struct(IntStream.rangeClosed(0, order.size())
                .mapToObj(i -> Field.of("_" + i, parameters.get(i)))
                .toList());
        List<DataType> state = List.of(new DataType.Array(entry, false), text);
        return Optional.of(new Candidate(parameters, text, true, state, false, 0, new JoinTextsInOrder(entry, order)));
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        int text = order.size();
        var entries = new StructVector(Arrays.copyOf(arguments, text + 1), null, arguments[text].size());
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (arguments[text].isNull(row)) continue;
            Percentile.lists(state[0], slots[i], entry).append(entries, row);
            boolean delimited = arguments.length > text + 1 && !arguments[text + 1].isNull(row);
            if (delimited) state[1].set(slots[i], arguments[text + 1], row);
        }
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        Percentile.appendLists(state[0], slots, partial[0], rows, entry);
        for (int i = 0; i < rows.size(); i++) {
            if (!partial[1].isNull(rows.row(i))) state[1].set(slots[i], partial[1], rows.row(i));
        }
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        DataType type = state[1].type();
        var out = (VectorBuilder.Bytes) VectorBuilder.of(type, count);
        for (int i = 0; i < count; i++) {
            if (state[0].isNull(slots[i])) {
                out.appendNull();
                continue;
            }
            byte[] delimiter = ((MutableVector.Bytes) state[1]).get(slots[i]);
            ValueList texts = inOrder(Percentile.lists(state[0], slots[i], entry), type);
            byte[] joined = JoinTexts.joined(texts, delimiter == null ? new byte[0] : delimiter);
            out.append(joined, 0, joined.length);
        }
        return out.build();
    }

    private ValueList inOrder(ValueList entries, DataType type) {
        Vector[] fields = ((StructVector) entries.column()).fields();
        Integer[] places = new Integer[entries.size()];
        Arrays.setAll(places, i -> i);
        Arrays.sort(places, (a, b) -> compare(fields, a, b));
        var texts = new ValueList(type);
        for (Integer place : places) texts.append(fields[order.size()], place);
        return texts;
    }

    private int compare(Vector[] fields, int a, int b) {
        for (int key = 0; key < order.size(); key++) {
            boolean left = fields[key].isNull(a);
            boolean right = fields[key].isNull(b);
            int compared = left || right
                    ? Boolean.compare(right, left) * (order.get(key).nullsFirst() ? 1 : -1)
                    : ValueOrder.compare(fields[key], a, fields[key], b)
                            * (order.get(key).ascending() ? 1 : -1);
            if (compared != 0) return compared;
        }
        return 0;
    }
}
