package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.DecimalVector;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/// `try_avg(a)`: as `avg`, but NULL where the sum is too large. The sum is exact, whatever it is on the way.
public final class TryAverage {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("try_avg")
            .summary("Gives the mean of numbers or intervals as avg does, and NULL where their sum is too large.")
            .example("SELECT try_avg(a) FROM VALUES (1), (2), (NULL) AS t(a)", "1.5")
            .example(
                    "SELECT try_avg(a) FROM VALUES (INTERVAL '178956970' YEAR), (INTERVAL '178956970' YEAR) AS t(a)",
                    null)
            .overload("(DOUBLE) -> DOUBLE", _ -> Average.ofDoubles())
            .binding("(DECIMAL) -> DECIMAL", TryAverage::ofDecimals)
            .binding("(interval) -> interval", types -> IntervalAverage.bind(types, true))
            .build();

    private TryAverage() {}

    private static Optional<Candidate> ofDecimals(List<DataType> types) {
        if (types.size() != 1 || !(types.getFirst() instanceof DataType.Decimal type)) return Optional.empty();
        DataType.Decimal result = Average.typeFor(type);
        var sum = new TryDecimalSum(DecimalSum.typeFor(type));
        return Optional.of(new Candidate(
                types, result, true, List.of(Atomic.BINARY, Atomic.LONG), false, 0, new OfDecimals(sum, result)));
    }

    /// State: the sum, and how many went into it.
    private record OfDecimals(TryDecimalSum sum, DataType.Decimal type) implements Accumulator {
        private static final Accumulator COUNT = new Count();

        @Override
        public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
            sum.add(state, slots, arguments, rows);
            COUNT.add(new MutableVector[] {state[1]}, slots, arguments, rows);
        }

        @Override
        public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
            sum.merge(state, slots, partial, rows);
            Count.addCounts((MutableVector.Longs) state[1], slots, partial[1], rows);
        }

        @Override
        public Vector result(MutableVector[] state, int[] slots, int count) {
            var sums = (DecimalVector) sum.result(state, slots, count);
            var counts = (MutableVector.Longs) state[1];
            var out = new VectorBuilder.Decimals(count, type.scale());
            for (int i = 0; i < count; i++) {
                BigDecimal total = sums.values()[i];
                BigDecimal mean = total == null
                        ? null
                        : total.divide(BigDecimal.valueOf(counts.get(slots[i])), type.scale(), RoundingMode.HALF_UP);
                out.appendValue(mean == null || mean.precision() > type.precision() ? null : mean);
            }
            return out.build();
        }
    }
}
