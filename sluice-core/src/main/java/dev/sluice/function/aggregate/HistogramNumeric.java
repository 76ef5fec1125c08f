package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Candidate;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Values;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// `histogram_numeric(a, nb)`: at most `nb` bins of values. The state is the bins, as [Histogram] has them: which
/// values share a bin depends on their order.
public final class HistogramNumeric implements Accumulator {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("histogram_numeric")
            .summary(
                    "Gives a histogram of at most so many bins, at least 2, as structs of where a bin lies and how many "
                            + "values it has; where there are more values, the nearest share a bin. It depends on the order of rows.")
            .example(
                    "SELECT histogram_numeric(a, 5) FROM VALUES (0), (1), (2), (10), (2) AS t(a)",
                    "[{0, 1.0}, {1, 1.0}, {2, 2.0}, {10, 1.0}]")
            .example("SELECT histogram_numeric(a, 2) FROM VALUES (CAST(NULL AS INT)) AS t(a)", null)
            .binding("(NUMERIC, INT) -> ARRAY<STRUCT<x: NUMERIC, y: DOUBLE>>", HistogramNumeric::bind)
            .build();

    private static final List<DataType> STATE =
            List.of(new DataType.Array(Atomic.DOUBLE, false), Atomic.LONG, Atomic.LONG);

    private final DataType type;

    private HistogramNumeric(DataType type) {
        this.type = type;
    }

    private static Optional<Candidate> bind(List<DataType> types) {
        if (types.size() != 2 || ImplicitCasts.assignment(types.get(1), Atomic.INT) < 0) return Optional.empty();
        DataType given = types.getFirst();
        DataType type = given == Atomic.STRING || given == Atomic.NULL ? Atomic.DOUBLE : given;
        boolean counts = type.isNumeric()
                || type == Atomic.DATE
                || type == Atomic.TIMESTAMP
                || type == Atomic.TIMESTAMP_NTZ
                || type instanceof DataType.Interval;
        if (!counts) return Optional.empty();
        return Optional.of(new Candidate(
                List.of(type, Atomic.INT), result(type), true, STATE, true, 0, new HistogramNumeric(type)));
    }

    private static DataType result(DataType type) {
        return new DataType.Array(DataType.Struct.of(Field.of("x", type), Field.of("y", Atomic.DOUBLE)), true);
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (!(Values.get(arguments[0], row, type) instanceof Number number)) continue;
            int most = (Integer) Objects.requireNonNull(Values.get(arguments[1], row, Atomic.INT));
            Histogram histogram = of(state, slots[i], most);
            histogram.add(number.doubleValue());
            keep(state, slots[i], histogram);
        }
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (!(Values.get(partial[0], row, STATE.getFirst()) instanceof List<?> bins)) continue;
            long most = (Long) Objects.requireNonNull(Values.get(partial[2], row, Atomic.LONG));
            Histogram histogram = of(state, slots[i], (int) most);
            histogram.merge(bins);
            keep(state, slots[i], histogram);
        }
    }

    private static Histogram of(MutableVector[] state, int slot, int most) {
        if (!(((MutableVector.Objects) state[0]).get(slot) instanceof List<?> bins)) return new Histogram(most);
        return new Histogram(most, bins, ((MutableVector.Longs) state[1]).get(slot));
    }

    private static void keep(MutableVector[] state, int slot, Histogram histogram) {
        ((MutableVector.Objects) state[0]).set(slot, histogram.bins());
        ((MutableVector.Longs) state[1]).set(slot, histogram.dice());
        ((MutableVector.Longs) state[2]).set(slot, histogram.most());
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        VectorBuilder out = VectorBuilder.of(result(type), count);
        for (int i = 0; i < count; i++) {
            if (((MutableVector.Objects) state[0]).get(slots[i]) instanceof List<?> bins) {
                List<Object> structs = new ArrayList<>();
                for (int b = 0; b < bins.size(); b += 2) {
                    structs.add(List.of(value((Double) bins.get(b)), bins.get(b + 1)));
                }
                out.appendValue(structs);
            } else {
                out.appendNull();
            }
        }
        return out.build();
    }

    /// What lies between two whole values is cut off, as in Spark.
    private Object value(double x) {
        return switch (type) {
            case DataType.Decimal decimal -> new BigDecimal(x).setScale(decimal.scale(), RoundingMode.HALF_UP);
            case DataType.YearMonthInterval _ -> (int) x;
            case DataType.DayTimeInterval _ -> (long) x;
            case Atomic atomic ->
                switch (atomic) {
                    case BYTE -> (int) (byte) x;
                    case SHORT -> (int) (short) x;
                    case INT, DATE -> (int) x;
                    case LONG, TIMESTAMP, TIMESTAMP_NTZ -> (long) x;
                    case FLOAT -> (float) x;
                    case BOOLEAN, DOUBLE, STRING, BINARY, CALENDAR_INTERVAL, NULL -> x;
                };
            case DataType.Array _, DataType.Map _, DataType.Struct _ ->
                throw new IllegalArgumentException("no histogram of " + type.sql());
        };
    }
}
