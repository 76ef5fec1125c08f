package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.function.ValueErrors;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/// `a div b`: the whole part of the quotient, a BIGINT.
public final class IntegralDivide {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("div")
            .summary("Divides two numbers and drops the fraction.")
            .example("7 div 2", 3)
            .example("-7 div 2", -3)
            .example("7.5 div 2", 3)
            .example("NULL div 2", null)
            .nullability(Nullability.ALWAYS)
            .overload("(NUMERIC, NUMERIC) -> BIGINT", IntegralDivide::bind)
            .overload("(INTERVAL, INTERVAL) -> BIGINT", IntegralDivide::bindIntervals)
            .build();

    private static final Kernel DECIMALS = Kernels.rowsToLong((row, out) -> {
        if (row.decimalAt(1).signum() == 0) throw ValueErrors.divideByZero();
        BigInteger whole =
                row.decimalAt(0).divideToIntegralValue(row.decimalAt(1)).toBigInteger();
        if (whole.bitLength() >= Long.SIZE) throw overflow();
        out.append(whole.longValue());
    });

    private IntegralDivide() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        return NumberTypes.pair(arguments).flatMap(pair -> {
            if (pair.common() instanceof DataType.Decimal) {
                return Optional.of(new Candidate(pair.types(), Atomic.LONG, 0, DECIMALS));
            }
            boolean untyped = arguments.stream().allMatch(argument -> argument.type() == Atomic.NULL);
            if (!pair.common().isIntegral() && !untyped) return Optional.empty();
            return Optional.of(new Candidate(
                    List.of(Atomic.LONG, Atomic.LONG), Atomic.LONG, 0, Kernels.longLongToLong(IntegralDivide::of)));
        });
    }

    private static Optional<Candidate> bindIntervals(List<Argument> arguments) {
        List<DataType> types = Argument.types(arguments);
        if (types.size() != 2) return Optional.empty();
        if (types.get(0) instanceof DataType.YearMonthInterval && types.get(1) instanceof DataType.YearMonthInterval) {
            Kernel months = Kernels.rowsToLong((row, out) -> out.append(of(row.intAt(0), row.intAt(1))));
            return Optional.of(new Candidate(types, Atomic.LONG, 0, months));
        }
        if (types.get(0) instanceof DataType.DayTimeInterval && types.get(1) instanceof DataType.DayTimeInterval) {
            return Optional.of(new Candidate(types, Atomic.LONG, 0, Kernels.longLongToLong(IntegralDivide::of)));
        }
        return Optional.empty();
    }

    private static long of(long a, long b) {
        if (b == 0) throw ValueErrors.divideByZero();
        if (a == Long.MIN_VALUE && b == -1) throw overflow();
        return a / b;
    }

    private static dev.sluice.error.SluiceException overflow() {
        return ValueErrors.overflowInstead("Overflow in integral divide", "try_divide");
    }
}
