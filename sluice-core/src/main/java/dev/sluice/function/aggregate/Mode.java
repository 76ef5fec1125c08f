package dev.sluice.function.aggregate;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Candidate;
import dev.sluice.function.AggregateFunction.Collecting;
import dev.sluice.type.DataType;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.ValueList;
import dev.sluice.vector.ValueOrder;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// `mode(a)`: the state is the list of values.
public final class Mode implements Accumulator {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("mode")
            .summary("Gives the value that is there most often, NULL not counted; of several, the least, or with "
                    + "WITHIN GROUP (ORDER BY a) the first in that order.")
            .example("SELECT mode(a) FROM VALUES (0), (10), (10), (NULL) AS t(a)", 10)
            .example("SELECT mode(a) FROM VALUES (CAST(NULL AS INT)) AS t(a)", null)
            .overload("(T) -> T", match -> collecting(match.result()))
            .within(1, (types, order) -> within(types, order.getFirst().ascending()))
            .build();

    private final DataType type;
    private final boolean greatest;

    private Mode(DataType type, boolean greatest) {
        this.type = type;
        this.greatest = greatest;
    }

    private static Collecting collecting(DataType type) {
        if (type.hasMap()) {
            throw ErrorCondition.INVALID_ORDERING_TYPE
                    .error()
                    .with("functionName", "`mode`")
                    .with("dataType", '"' + type.sql() + '"')
                    .build();
        }
        return new Collecting(List.of(new DataType.Array(type, true)), new Mode(type, false));
    }

    /// `mode() WITHIN GROUP (ORDER BY a)`: the first in the order of those that are there most often.
    private static Optional<Candidate> within(List<DataType> types, boolean ascending) {
        if (types.size() != 1) return Optional.empty();
        DataType type = types.getFirst();
        List<DataType> state = List.of(new DataType.Array(type, true));
        return Optional.of(new Candidate(types, type, true, state, false, 0, new Mode(type, !ascending)));
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (!arguments[0].isNull(row))
                Percentile.lists(state[0], slots[i], type).append(arguments[0], row);
        }
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        Percentile.appendLists(state[0], slots, partial[0], rows, type);
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        VectorBuilder out = VectorBuilder.of(type, count);
        for (int i = 0; i < count; i++) {
            if (state[0].isNull(slots[i])) {
                out.appendNull();
            } else {
                ValueList list = Percentile.lists(state[0], slots[i], type);
                Vector values = list.column();
                out.append(values, mostFrequent(values, list.size()));
            }
        }
        return out.build();
    }

    /// Where the value stands that is there most often.
    private int mostFrequent(Vector values, int count) {
        Integer[] order = new Integer[count];
        for (int i = 0; i < count; i++) order[i] = i;
        Arrays.sort(order, (a, b) -> ValueOrder.compare(values, a, values, b));
        int best = order[0];
        int most = 0;
        int begun = 0;
        for (int i = 0; i < count; i++) {
            if (ValueOrder.compare(values, order[begun], values, order[i]) != 0) begun = i;
            int times = i - begun + 1;
            if (times > most || greatest && times == most) {
                most = times;
                best = order[begun];
            }
        }
        return best;
    }
}
