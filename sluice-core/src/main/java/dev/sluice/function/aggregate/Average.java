package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Candidate;
import dev.sluice.function.AggregateFunction.Collecting;
import dev.sluice.function.Decimals;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/// `avg(a)`: the sum divided by the count, a DOUBLE, or of decimals a decimal with four more digits.
public final class Average {

    private static final int MORE_DIGITS = 4;

    public static final AggregateFunction FUNCTION = AggregateFunction.named("avg", "mean")
            .summary("Gives the mean of numbers or intervals; NULL if there is none.")
            .example("SELECT avg(a) FROM VALUES (1), (2), (NULL) AS t(a)", "1.5")
            .example("SELECT avg(a) FROM VALUES (1.25), (1.50) AS t(a)", "1.375000")
            .example("SELECT avg(a) FROM VALUES (CAST(NULL AS INT)) AS t(a)", null)
            .overload("(DOUBLE) -> DOUBLE", _ -> ofDoubles())
            .binding("(DECIMAL) -> DECIMAL", Average::ofDecimals)
            .binding("(interval) -> interval", types -> IntervalAverage.bind(types, false))
            .build();

    private Average() {}

    private static Optional<Candidate> ofDecimals(List<DataType> types) {
        if (types.size() != 1 || !(types.getFirst() instanceof DataType.Decimal type)) return Optional.empty();
        DataType.Decimal sum = DecimalSum.typeFor(type);
        DataType.Decimal result = typeFor(type);
        return Optional.of(new Candidate(
                types, result, true, List.of(sum, Atomic.LONG), false, 0, new OfDecimals(new DecimalSum(sum), result)));
    }

    /// The type of a mean of decimals: four digits more behind the point.
    static DataType.Decimal typeFor(DataType.Decimal type) {
        int most = DataType.Decimal.MAX_PRECISION;
        return new DataType.Decimal(
                Math.min(most, type.precision() + MORE_DIGITS), Math.min(most, type.scale() + MORE_DIGITS));
    }

    /// The mean of doubles, which is never too large.
    static Collecting ofDoubles() {
        return new Collecting(List.of(Atomic.DOUBLE, Atomic.LONG), new OfDoubles());
    }

    private static final Accumulator COUNT = new Count();

    /// State: the sum, and how many went into it.
    private static final class OfDoubles implements Accumulator {
        @Override
        public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
            DoubleSum.addTo((MutableVector.Doubles) state[0], slots, Inputs.plain(arguments[0]), rows);
            COUNT.add(new MutableVector[] {state[1]}, slots, arguments, rows);
        }

        @Override
        public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
            DoubleSum.addTo((MutableVector.Doubles) state[0], slots, Inputs.plain(partial[0]), rows);
            Count.addCounts((MutableVector.Longs) state[1], slots, partial[1], rows);
        }

        @Override
        public Vector result(MutableVector[] state, int[] slots, int count) {
            var sums = (MutableVector.Doubles) state[0];
            var counts = (MutableVector.Longs) state[1];
            var out = new VectorBuilder.Doubles(count);
            for (int i = 0; i < count; i++) {
                if (counts.get(slots[i]) == 0) {
                    out.appendNull();
                } else {
                    out.append(sums.get(slots[i]) / counts.get(slots[i]));
                }
            }
            return out.build();
        }
    }

    /// State: the sum, and how many went into it.
    private record OfDecimals(DecimalSum sum, DataType.Decimal type) implements Accumulator {
        @Override
        public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
            sum.addTo((MutableVector.Objects) state[0], slots, Inputs.plain(arguments[0]), rows);
            COUNT.add(new MutableVector[] {state[1]}, slots, arguments, rows);
        }

        @Override
        public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
            sum.addTo((MutableVector.Objects) state[0], slots, Inputs.plain(partial[0]), rows);
            Count.addCounts((MutableVector.Longs) state[1], slots, partial[1], rows);
        }

        @Override
        public Vector result(MutableVector[] state, int[] slots, int count) {
            var sums = (MutableVector.Objects) state[0];
            var counts = (MutableVector.Longs) state[1];
            var out = new VectorBuilder.Decimals(count, type.scale());
            for (int i = 0; i < count; i++) {
                long rows = counts.get(slots[i]);
                if (rows > 0 && sums.get(slots[i]) instanceof BigDecimal total) {
                    BigDecimal mean = total.divide(BigDecimal.valueOf(rows), type.scale(), RoundingMode.HALF_UP);
                    out.append(Decimals.fitOrThrow(mean, type));
                } else {
                    out.appendNull();
                }
            }
            return out.build();
        }
    }
}
