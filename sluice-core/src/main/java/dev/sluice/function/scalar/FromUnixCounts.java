package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.function.Times;
import dev.sluice.function.ValueErrors;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;

/// Dates and timestamps by their count since 1970: `timestamp_seconds(n)`, `date_from_unix_date(n)` and so on.
public final class FromUnixCounts {

    public static final ScalarFunction DATE = ScalarFunction.named("date_from_unix_date")
            .summary("Gives the date so many days after 1970-01-01.")
            .example("date_from_unix_date(1)", "1970-01-02")
            .example("date_from_unix_date(NULL)", null)
            .overload("(INT) -> DATE", Kernels.intToInt(day -> day))
            .build();

    public static final ScalarFunction SECONDS = ScalarFunction.named("timestamp_seconds")
            .summary("Gives the timestamp so many seconds, whole or not, after 1970-01-01 00:00:00 UTC.")
            .example("timestamp_seconds(1230219000)", "2008-12-25 15:30:00")
            .example("timestamp_seconds(1230219000.123)", "2008-12-25 15:30:00.123")
            .example("timestamp_seconds(NULL)", null)
            .overload("(NUMERIC) -> TIMESTAMP", FromUnixCounts::seconds)
            .build();

    public static final ScalarFunction MILLIS = ScalarFunction.named("timestamp_millis")
            .summary("Gives the timestamp so many milliseconds after 1970-01-01 00:00:00 UTC.")
            .example("timestamp_millis(1230219000123)", "2008-12-25 15:30:00.123")
            .example("timestamp_millis(NULL)", null)
            .overload("(INTEGRAL) -> TIMESTAMP", whole(millis -> exact(millis, 1_000)))
            .build();

    public static final ScalarFunction MICROS = ScalarFunction.named("timestamp_micros")
            .summary("Gives the timestamp so many microseconds after 1970-01-01 00:00:00 UTC.")
            .example("timestamp_micros(1230219000123123)", "2008-12-25 15:30:00.123123")
            .example("timestamp_micros(NULL)", null)
            .overload("(INTEGRAL) -> TIMESTAMP", whole(micros -> micros))
            .build();

    private FromUnixCounts() {}

    /// Neither fractions nor text count here, though they could be cast.
    private static Function<List<Argument>, Optional<Candidate>> whole(LongUnaryOperator micros) {
        var found = new Candidate(List.of(Atomic.LONG), Atomic.TIMESTAMP, 0, Kernels.longToLong(micros));
        return arguments -> Optional.of(found)
                .filter(_ -> arguments.size() == 1)
                .filter(_ -> isWhole(arguments.getFirst().type()));
    }

    private static boolean isWhole(DataType type) {
        return type.isIntegral() || type == Atomic.NULL;
    }

    private static Optional<Candidate> seconds(List<Argument> arguments) {
        if (arguments.size() != 1) return Optional.empty();
        DataType type = arguments.getFirst().type();
        if (isWhole(type)) {
            Kernel whole = Kernels.longToLong(seconds -> exact(seconds, Times.MICROS_PER_SECOND));
            return Optional.of(new Candidate(List.of(Atomic.LONG), Atomic.TIMESTAMP, 0, whole));
        }
        if (type instanceof DataType.Decimal) {
            Kernel decimals = Kernels.rowsToLong((row, out) -> out.append(micros(row.decimalAt(0))));
            return Optional.of(new Candidate(List.of(type), Atomic.TIMESTAMP, 0, decimals));
        }
        if (type != Atomic.FLOAT && type != Atomic.DOUBLE) return Optional.empty();
        Kernel doubles = Kernels.rowsToLong((row, out) -> {
            double seconds = row.doubleAt(0);
            if (Double.isFinite(seconds)) {
                out.append((long) (seconds * Times.MICROS_PER_SECOND));
            } else {
                out.appendNull();
            }
        });
        return Optional.of(
                new Candidate(List.of(Atomic.DOUBLE), Atomic.TIMESTAMP, 0, doubles).with(Nullability.ALWAYS));
    }

    /// Seconds have no digits behind the microsecond; others than zeros are an error.
    private static long micros(BigDecimal seconds) {
        try {
            return seconds.movePointRight(6).longValueExact();
        } catch (ArithmeticException e) {
            throw ValueErrors.overflow(String.valueOf(e.getMessage()));
        }
    }

    private static long exact(long count, long unitMicros) {
        try {
            return Math.multiplyExact(count, unitMicros);
        } catch (ArithmeticException e) {
            throw ValueErrors.overflow("long overflow");
        }
    }
}
