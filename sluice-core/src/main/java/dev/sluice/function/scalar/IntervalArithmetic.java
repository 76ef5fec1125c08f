package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.function.ValueErrors;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.DataType.DayTimeInterval;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/// Intervals multiplied and divided by numbers, rounded half up to whole months or microseconds.
final class IntervalArithmetic {

    private static final DayTimeInterval DAY_TO_SECOND = new DayTimeInterval(0, 3);
    private static final MathContext QUOTIENT = MathContext.DECIMAL128;

    private IntervalArithmetic() {}

    private interface Factor {
        BigDecimal of(BigDecimal interval, BigDecimal number);
    }

    static Optional<Candidate> times(List<Argument> arguments) {
        if (arguments.size() != 2) return Optional.empty();
        DataType a = arguments.get(0).type();
        DataType b = arguments.get(1).type();
        return scaled(a, b, BigDecimal::multiply, false)
                .or(() -> scaled(b, a, BigDecimal::multiply, false).map(IntervalArithmetic::swapped))
                .or(() -> CalendarIntervals.multiplied(a, b))
                .or(() -> CalendarIntervals.multiplied(b, a).map(IntervalArithmetic::swapped));
    }

    private static Candidate swapped(Candidate candidate) {
        Kernel kernel = (values, rows, size, context) ->
                candidate.kernel().apply(new Vector[] {values[1], values[0]}, rows, size, context);
        return new Candidate(
                candidate.parameters().reversed(),
                candidate.result(),
                candidate.cost(),
                kernel,
                candidate.nullability());
    }

    static Optional<Candidate> divided(List<Argument> arguments) {
        return divided(arguments, false);
    }

    static Optional<Candidate> dividedTolerant(List<Argument> arguments) {
        return divided(arguments, true);
    }

    private static Optional<Candidate> divided(List<Argument> arguments, boolean tolerant) {
        if (arguments.size() != 2) return Optional.empty();
        DataType interval = arguments.get(0).type();
        DataType number = arguments.get(1).type();
        return scaled(interval, number, IntervalArithmetic::quotient, tolerant)
                .map(candidate -> tolerant ? candidate : candidate.with(Nullability.STRICT))
                .or(() -> CalendarIntervals.divided(interval, number, tolerant));
    }

    private static BigDecimal quotient(BigDecimal interval, BigDecimal number) {
        if (number.signum() == 0)
            throw ErrorCondition.INTERVAL_DIVIDED_BY_ZERO.error().build();
        return interval.divide(number, QUOTIENT);
    }

    private static Optional<Candidate> scaled(DataType interval, DataType number, Factor factor, boolean tolerant) {
        if (!NumberTypes.isNumberLike(number)) return Optional.empty();
        DataType by = number instanceof DataType.Decimal ? number : number.isIntegral() ? Atomic.LONG : Atomic.DOUBLE;
        if (interval instanceof DataType.YearMonthInterval) {
            DataType result = DataType.YearMonthInterval.YEAR_TO_MONTH;
            Kernel kernel = Kernels.rowsTo(
                    result,
                    VectorBuilder.Ints.class,
                    (row, out) ->
                            append(factor, BigDecimal.valueOf(row.intAt(0)), row, by, Integer.SIZE, tolerant, out));
            return Optional.of(new Candidate(List.of(interval, by), result, 1, kernel));
        }
        if (interval instanceof DayTimeInterval) {
            Kernel kernel = Kernels.rowsToLong(
                    (row, out) -> append(factor, BigDecimal.valueOf(row.longAt(0)), row, by, Long.SIZE, tolerant, out));
            return Optional.of(new Candidate(List.of(interval, by), DAY_TO_SECOND, 1, kernel));
        }
        return Optional.empty();
    }

    private static void append(
            Factor factor, BigDecimal interval, Row row, DataType by, int bits, boolean tolerant, VectorBuilder out) {
        try {
            BigDecimal exact = factor.of(interval, number(row, by));
            if (exact.precision() - exact.scale() > DataType.Decimal.MAX_PRECISION)
                throw ValueErrors.overflow("overflow");
            BigDecimal whole = exact.setScale(0, RoundingMode.HALF_UP);
            if (whole.unscaledValue().bitLength() >= bits) throw ValueErrors.overflow("overflow");
            if (out instanceof VectorBuilder.Ints ints) {
                ints.append(whole.intValue());
            } else {
                ((VectorBuilder.Longs) out).append(whole.longValue());
            }
        } catch (SluiceException e) {
            if (!tolerant) throw e;
            out.appendNull();
        }
    }

    private static BigDecimal number(Row row, DataType type) {
        if (type == Atomic.LONG) return BigDecimal.valueOf(row.longAt(1));
        if (type != Atomic.DOUBLE) return row.decimalAt(1);
        double value = row.doubleAt(1);
        if (!Double.isFinite(value)) throw ValueErrors.overflow("overflow");
        return BigDecimal.valueOf(value);
    }
}
