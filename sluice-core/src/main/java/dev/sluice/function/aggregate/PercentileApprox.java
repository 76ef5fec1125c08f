package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Candidate;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.ValueList;
import dev.sluice.vector.ValueOrder;
import dev.sluice.vector.Values;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `percentile_approx(a, p, accuracy)`: exact here, which is within any accuracy. The state is the list of values,
/// which parts are asked for, and the accuracy.
public final class PercentileApprox implements Accumulator {

    private static final DataType DOUBLES = new DataType.Array(Atomic.DOUBLE, true);

    public static final AggregateFunction FUNCTION = AggregateFunction.named("percentile_approx", "approx_percentile")
            .summary(
                    "Gives the least of the values that has a part of all values, from 0 to 1, below or at it, or a list "
                            + "of them for a list of parts. Whatever the accuracy, the answer is exact.")
            .example("SELECT percentile_approx(a, 0.5) FROM VALUES (0), (1), (2), (10) AS t(a)", 1)
            .example("SELECT approx_percentile(a, array(0.5, 0.1), 100) FROM VALUES (0), (1), (2) AS t(a)", "[1, 0]")
            .binding("(T, DOUBLE) -> T", types -> bind(types, 2))
            .binding("(T, DOUBLE, BIGINT) -> T", types -> bind(types, 3))
            .build();

    private final DataType type;
    private final boolean listed;

    private PercentileApprox(DataType type, boolean listed) {
        this.type = type;
        this.listed = listed;
    }

    private static Optional<Candidate> bind(List<DataType> types, int count) {
        if (types.size() != count) return Optional.empty();
        DataType type =
                types.getFirst() == Atomic.STRING || types.getFirst() == Atomic.NULL ? Atomic.DOUBLE : types.getFirst();
        boolean ordered = type.isNumeric()
                || type == Atomic.DATE
                || type == Atomic.TIMESTAMP
                || type == Atomic.TIMESTAMP_NTZ
                || type instanceof DataType.Interval;
        boolean listed = types.get(1) instanceof DataType.Array;
        DataType parts = listed ? DOUBLES : Atomic.DOUBLE;
        if (!ordered || ImplicitCasts.distance(types.get(1), parts) < 0) return Optional.empty();
        if (count == 3 && ImplicitCasts.distance(types.get(2), Atomic.LONG) < 0) return Optional.empty();
        List<DataType> parameters = count == 3 ? List.of(type, parts, Atomic.LONG) : List.of(type, parts);
        DataType values = new DataType.Array(type, true);
        return Optional.of(new Candidate(
                parameters,
                listed ? new DataType.Array(type, false) : type,
                true,
                List.of(values, DOUBLES, Atomic.LONG),
                false,
                0,
                new PercentileApprox(type, listed)));
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (arguments[0].isNull(row)) continue;
            Percentile.lists(state[0], slots[i], type).append(arguments[0], row);
            if (!state[1].isNull(slots[i])) continue;
            if (arguments.length > 2) state[2].set(slots[i], arguments[2], row);
            if (listed) {
                state[1].set(slots[i], arguments[1], row);
            } else if (!arguments[1].isNull(row)) {
                Object part = Objects.requireNonNull(Values.get(arguments[1], row, Atomic.DOUBLE));
                ((MutableVector.Objects) state[1]).set(slots[i], List.of(part));
            }
        }
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        Percentile.appendLists(state[0], slots, partial[0], rows, type);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (!partial[1].isNull(row)) state[1].set(slots[i], partial[1], row);
            if (!partial[2].isNull(row)) state[2].set(slots[i], partial[2], row);
        }
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        VectorBuilder out = VectorBuilder.of(listed ? new DataType.Array(type, false) : type, count);
        for (int i = 0; i < count; i++) {
            Object asked = ((MutableVector.Objects) state[1]).get(slots[i]);
            if (asked instanceof List<?> parts && !parts.isEmpty()) {
                List<@Nullable Object> found = of(state, slots[i], parts);
                out.appendValue(listed ? found : found.getFirst());
            } else {
                out.appendNull();
            }
        }
        return out.build();
    }

    private List<@Nullable Object> of(MutableVector[] state, int slot, List<?> parts) {
        ValueList list = Percentile.lists(state[0], slot, type);
        Vector values = list.column();
        Integer[] order = new Integer[list.size()];
        for (int i = 0; i < order.length; i++) order[i] = i;
        Arrays.sort(order, (a, b) -> ValueOrder.compare(values, a, values, b));
        double error = 1.0 / (state[2].isNull(slot) ? 10_000 : ((MutableVector.Longs) state[2]).get(slot));
        List<@Nullable Object> found = new ArrayList<>();
        for (Object part : parts) {
            found.add(Values.get(values, order[rank((Double) part, error, order.length)], type));
        }
        return found;
    }

    /// Parts within the accuracy of an end are that end, as in Spark.
    private static int rank(double part, double error, int count) {
        if (part <= error) return 0;
        if (part >= 1 - error) return count - 1;
        return Math.clamp((long) Math.ceil(part * count) - 1, 0, count - 1);
    }
}
