package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.List;
import java.util.Optional;

/// Keeps the value that stands beside the greatest or the least. The state is both.
record ValueBy(int sign) implements Accumulator {

    static Optional<Candidate> bind(List<DataType> types, int sign) {
        if (types.size() != 2 || !types.get(1).isOrdered()) return Optional.empty();
        List<DataType> state = List.of(types.get(0), Extremes.stateOf(types.get(1)));
        return Optional.of(new Candidate(types, types.get(0), true, state, false, 0, new ValueBy(sign)));
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        Vector order = Vectors.flatten(arguments[1]);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (order.isNull(row)) continue;
            boolean better =
                    state[1].isNull(slots[i]) || sign * StateOrder.compare(order, row, state[1], slots[i]) >= 0;
            if (!better) continue;
            state[0].set(slots[i], arguments[0], row);
            state[1].set(slots[i], order, row);
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
}
