package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction.Candidate;
import dev.sluice.function.Columns;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.ValueOrder;
import dev.sluice.vector.Vector;
import java.util.List;
import java.util.Optional;

/// Keeps the least or the greatest value of each group. The state is that value; of text, its bytes.
///
/// @param type the values' type
/// @param sign 1 to keep the greatest, -1 to keep the least
record Extremes(DataType type, int sign) implements Accumulator {

    static Optional<Candidate> bind(List<DataType> types, int sign) {
        if (types.size() != 1 || !types.getFirst().isOrdered()) return Optional.empty();
        DataType type = types.getFirst();
        return Optional.of(
                new Candidate(types, type, true, List.of(stateOf(type)), false, 0, new Extremes(type, sign)));
    }

    /// Text is kept as bytes, which compare without being decoded.
    static DataType stateOf(DataType type) {
        return type == Atomic.STRING ? Atomic.BINARY : type;
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        Vector argument = Inputs.plain(arguments[0]);
        boolean constant = argument instanceof ConstantVector;
        switch (type.physical()) {
            case LONG -> addLongs((MutableVector.Longs) state[0], slots, argument, rows);
            case INT -> addInts((MutableVector.Longs) state[0], slots, argument, rows);
            case DOUBLE -> addDoubles((MutableVector.Doubles) state[0], slots, argument, rows);
            case NULL -> {}
            case BOOLEAN, FLOAT, DECIMAL, BYTES, ARRAY, MAP, STRUCT ->
                addOthers(state[0], slots, Columns.flat(argument), constant ? 0 : -1, rows);
        }
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        add(state, slots, partial, rows);
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        return state[0].gather(slots, count);
    }

    private void addLongs(MutableVector.Longs best, int[] slots, Vector argument, Selection rows) {
        long[] values = Columns.longs(argument);
        int mask = Columns.mask(argument);
        boolean[] nulls = Inputs.nulls(argument);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (nulls != null && nulls[row]) continue;
            long value = values[row & mask];
            long known = best.get(slots[i]);
            boolean better = sign > 0 ? value > known : value < known;
            if (better || best.isNull(slots[i])) best.set(slots[i], value);
        }
    }

    private void addInts(MutableVector.Longs best, int[] slots, Vector argument, Selection rows) {
        int[] values = Columns.ints(argument);
        int mask = Columns.mask(argument);
        boolean[] nulls = Inputs.nulls(argument);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (nulls != null && nulls[row]) continue;
            long value = values[row & mask];
            long known = best.get(slots[i]);
            boolean better = sign > 0 ? value > known : value < known;
            if (better || best.isNull(slots[i])) best.set(slots[i], value);
        }
    }

    private void addDoubles(MutableVector.Doubles best, int[] slots, Vector argument, Selection rows) {
        double[] values = Columns.doubles(argument);
        int mask = Columns.mask(argument);
        boolean[] nulls = Inputs.nulls(argument);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (nulls != null && nulls[row]) continue;
            double value = values[row & mask];
            if (best.isNull(slots[i]) || sign * ValueOrder.compareDoubles(value, best.get(slots[i])) > 0) {
                best.set(slots[i], value);
            }
        }
    }

    private void addOthers(MutableVector best, int[] slots, Vector flat, int mask, Selection rows) {
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i) & mask;
            if (flat.isNull(row)) continue;
            if (best.isNull(slots[i]) || sign * StateOrder.compare(flat, row, best, slots[i]) > 0) {
                best.set(slots[i], flat, row);
            }
        }
    }
}
