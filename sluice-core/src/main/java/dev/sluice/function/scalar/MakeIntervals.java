package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.function.Times;
import dev.sluice.function.ValueErrors;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// `make_dt_interval(days, hours, minutes, seconds)` and `make_ym_interval(years, months)`.
public final class MakeIntervals {

    private static final DataType DAY_TIME = new DataType.DayTimeInterval(0, 3);
    private static final DataType SECONDS = new DataType.Decimal(18, 6);

    public static final ScalarFunction DAYS_AND_TIME = ScalarFunction.named("make_dt_interval")
            .summary("Makes an interval of days, hours, minutes and seconds; what is left out is 0.")
            .example("make_dt_interval(1, 12, 30, 1.001001)", "INTERVAL '1 12:30:01.001001' DAY TO SECOND")
            .example("make_dt_interval(100, NULL, 3)", null)
            .orElse(0)
            .orElse(0)
            .orElse(0)
            .orElse(new BigDecimal("0.000000"))
            .overload("(INT, INT, INT, NUMERIC) -> DAY_TIME_INTERVAL", MakeIntervals::bind)
            .build();

    public static final ScalarFunction YEARS_AND_MONTHS = ScalarFunction.named("make_ym_interval")
            .summary("Makes an interval of years and months; what is left out is 0.")
            .example("make_ym_interval(1, 2)", "INTERVAL '1-2' YEAR TO MONTH")
            .example("make_ym_interval(NULL, 2)", null)
            .orElse(0)
            .orElse(0)
            .overload("(INT, INT) -> YEAR_MONTH_INTERVAL", Kernels.intIntToInt(MakeIntervals::months))
            .build();

    private MakeIntervals() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 4 || !NumberTypes.isNumberLike(arguments.get(3).type())) return Optional.empty();
        for (int i = 0; i < 3; i++) {
            if (ImplicitCasts.assignment(arguments.get(i).type(), Atomic.INT) < 0) return Optional.empty();
        }
        Kernel kernel = Kernels.rowsTo(DAY_TIME, VectorBuilder.Longs.class, (row, out) -> out.append(micros(row)));
        return Optional.of(new Candidate(List.of(Atomic.INT, Atomic.INT, Atomic.INT, SECONDS), DAY_TIME, 0, kernel));
    }

    private static long micros(Row row) {
        try {
            long micros = row.decimalAt(3).unscaledValue().longValueExact();
            micros = Math.addExact(micros, Math.multiplyExact(Times.MICROS_PER_DAY, row.intAt(0)));
            micros = Math.addExact(micros, row.intAt(1) * Times.MICROS_PER_HOUR);
            return Math.addExact(micros, row.intAt(2) * Times.MICROS_PER_MINUTE);
        } catch (ArithmeticException e) {
            throw ValueErrors.intervalOverflow();
        }
    }

    private static int months(int years, int months) {
        try {
            return Math.addExact(Math.multiplyExact(years, 12), months);
        } catch (ArithmeticException e) {
            throw ValueErrors.intervalOverflow();
        }
    }
}
