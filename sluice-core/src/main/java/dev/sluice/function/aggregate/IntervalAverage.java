package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction.Candidate;
import dev.sluice.function.ValueErrors;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Values;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/// The mean of intervals, rounded half up to a month or a microsecond. The state is the exact sum as bytes of two's
/// complement, and how many went into it: what is too large on the way does no harm.
///
/// @param type of the mean, with all units
/// @param bits how many the sum may have
/// @param tries whether a sum that is too large gives null instead of an error
record IntervalAverage(DataType type, int bits, boolean tries) implements Accumulator {

    private static final Accumulator COUNT = new Count();

    static Optional<Candidate> bind(List<DataType> types, boolean tries) {
        if (types.size() != 1) return Optional.empty();
        DataType type = types.getFirst();
        boolean months = type instanceof DataType.YearMonthInterval;
        if (!(type instanceof DataType.Interval)) return Optional.empty();
        DataType result = months ? DataType.YearMonthInterval.YEAR_TO_MONTH : DataType.DayTimeInterval.DAY_TO_SECOND;
        var average = new IntervalAverage(result, months ? Integer.SIZE : Long.SIZE, tries);
        return Optional.of(new Candidate(types, result, true, List.of(Atomic.BINARY, Atomic.LONG), false, 0, average));
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (Values.get(arguments[0], rows.row(i), type) instanceof Number units) {
                addTo(state, slots[i], BigInteger.valueOf(units.longValue()));
            }
        }
        COUNT.add(new MutableVector[] {state[1]}, slots, arguments, rows);
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (Values.get(partial[0], rows.row(i), Atomic.BINARY) instanceof byte[] sum) {
                addTo(state, slots[i], new BigInteger(sum));
            }
        }
        Count.addCounts((MutableVector.Longs) state[1], slots, partial[1], rows);
    }

    private static void addTo(MutableVector[] state, int slot, BigInteger value) {
        var sums = (MutableVector.Bytes) state[0];
        byte[] before = sums.get(slot);
        sums.set(slot, (before == null ? value : new BigInteger(before).add(value)).toByteArray());
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        VectorBuilder out = VectorBuilder.of(type, count);
        for (int i = 0; i < count; i++) {
            byte[] sum = ((MutableVector.Bytes) state[0]).get(slots[i]);
            if (sum == null || tries && isTooLarge(new BigInteger(sum))) {
                out.appendNull();
            } else {
                long mean = mean(new BigInteger(sum), ((MutableVector.Longs) state[1]).get(slots[i]));
                if (bits == Integer.SIZE) {
                    out.appendValue((int) mean);
                } else {
                    out.appendValue(mean);
                }
            }
        }
        return out.build();
    }

    private boolean isTooLarge(BigInteger sum) {
        return sum.bitLength() >= bits;
    }

    private long mean(BigInteger sum, long count) {
        if (isTooLarge(sum)) throw ValueErrors.intervalOverflow("try_avg");
        return new BigDecimal(sum)
                .divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
