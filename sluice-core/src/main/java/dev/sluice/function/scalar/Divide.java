package dev.sluice.function.scalar;

import dev.sluice.error.SluiceException;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Decimals;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.function.ValueErrors;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/// `a / b`: of integers too a DOUBLE, of decimals a decimal.
public final class Divide {

    private static final int LEAST_SCALE = 6;

    public static final ScalarFunction FUNCTION = ScalarFunction.named("/")
            .summary("Divides two numbers, or an interval by a number. The quotient of integers is a DOUBLE.")
            .example("7 / 2", "3.5")
            .example("1 / 3.0", "0.333333")
            .example("INTERVAL '1' DAY / 2", "INTERVAL '0 12:00:00' DAY TO SECOND")
            .example("NULL / 2", null)
            .nullability(Nullability.ALWAYS)
            .overload("(NUMERIC, NUMERIC) -> NUMERIC", arguments -> bind(arguments, false))
            .overload("(INTERVAL, NUMERIC) -> INTERVAL", IntervalArithmetic::divided)
            .build();

    private Divide() {}

    static Optional<Candidate> bind(List<Argument> arguments, boolean tolerant) {
        return NumberTypes.pair(arguments).map(pair -> {
            if (pair.common() instanceof DataType.Decimal) {
                DataType.Decimal type = quotientType((DataType.Decimal) pair.left(), (DataType.Decimal) pair.right());
                return new Candidate(pair.types(), type, 0, decimals(type, tolerant));
            }
            Kernel kernel = tolerant ? TOLERANT_DOUBLES : Kernels.doubleDoubleToDouble(Divide::of);
            return new Candidate(List.of(Atomic.DOUBLE, Atomic.DOUBLE), Atomic.DOUBLE, 0, kernel);
        });
    }

    private static final Kernel TOLERANT_DOUBLES = Kernels.rowsToDouble((row, out) -> {
        if (row.doubleAt(1) == 0) {
            out.appendNull();
        } else {
            out.append(row.doubleAt(0) / row.doubleAt(1));
        }
    });

    private static Kernel decimals(DataType.Decimal type, boolean tolerant) {
        if (!tolerant) return Kernels.decimalDecimalToDecimal((a, b) -> of(a, b, type));
        return Kernels.rowsTo(type, VectorBuilder.Decimals.class, (row, out) -> {
            try {
                out.append(of(row.decimalAt(0), row.decimalAt(1), type));
            } catch (SluiceException e) {
                out.appendNull();
            }
        });
    }

    private static double of(double a, double b) {
        if (b == 0) throw ValueErrors.divideByZero();
        return a / b;
    }

    private static BigDecimal of(BigDecimal a, BigDecimal b, DataType.Decimal type) {
        if (b.signum() == 0) throw ValueErrors.divideByZero();
        return Decimals.fitOrThrow(a.divide(b, type.scale(), RoundingMode.HALF_UP), type);
    }

    private static DataType.Decimal quotientType(DataType.Decimal a, DataType.Decimal b) {
        int scale = Math.max(LEAST_SCALE, a.scale() + b.precision() + 1);
        return ImplicitCasts.bounded(a.precision() - a.scale() + b.scale() + scale, scale);
    }
}
