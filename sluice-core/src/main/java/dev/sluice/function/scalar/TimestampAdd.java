package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.format.TimeText;
import dev.sluice.function.Argument;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.function.Times;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `timestampadd(unit, n, t)`, also said `dateadd(unit, n, t)`: the unit is a word, not a text.
public final class TimestampAdd {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("timestampadd")
            .summary("Gives the timestamp that is so many units later.")
            .example("timestampadd(HOUR, 8, TIMESTAMP_NTZ'2022-02-11 20:30:00')", "2022-02-12 04:30:00")
            .example("timestampadd(MONTH, 1, TIMESTAMP'2022-01-31 00:00:00')", "2022-02-28 00:00:00")
            .example("timestampadd(DAY, NULL, DATE'2022-01-31')", null)
            .overload("(STRING, BIGINT, TIMESTAMP) -> TIMESTAMP", TimestampAdd::bind)
            .build();

    private TimestampAdd() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        boolean local = arguments.size() == 3 && arguments.get(2).type() == Atomic.TIMESTAMP_NTZ;
        DataType type = local ? Atomic.TIMESTAMP_NTZ : Atomic.TIMESTAMP;
        Kernel kernel = Kernels.rowsTo(type, VectorBuilder.Longs.class, (row, out) -> {
            ZoneId zone = local ? ZoneOffset.UTC : row.context().zone();
            String unit = row.textAt(0).toUpperCase(Locale.ROOT);
            try {
                out.append(plus(row.longAt(2), unit, row.longAt(1), zone));
            } catch (ArithmeticException | DateTimeException e) {
                throw overflow(row.longAt(1), unit, row.longAt(2), type, zone, e);
            }
        });
        return DatetimeCalls.of(kernel, type, Atomic.STRING, Atomic.LONG, type).apply(arguments);
    }

    private static long plus(long micros, String unit, long count, ZoneId zone) {
        return switch (unit) {
            case "MICROSECOND" -> Calendars.plus(micros, count, zone);
            case "MILLISECOND" -> Calendars.plus(micros, Math.multiplyExact(count, 1_000L), zone);
            case "SECOND" -> Calendars.plus(micros, Math.multiplyExact(count, Times.MICROS_PER_SECOND), zone);
            case "MINUTE" -> Calendars.plus(micros, Math.multiplyExact(count, Times.MICROS_PER_MINUTE), zone);
            case "HOUR" -> Calendars.plus(micros, Math.multiplyExact(count, Times.MICROS_PER_HOUR), zone);
            case "DAY", "DAYOFYEAR" -> Calendars.plus(micros, Math.multiplyExact(count, Times.MICROS_PER_DAY), zone);
            case "WEEK" -> Calendars.plus(micros, Math.multiplyExact(count, 7 * Times.MICROS_PER_DAY), zone);
            case "MONTH" -> Calendars.plusMonths(micros, Math.toIntExact(count), zone);
            case "QUARTER" -> Calendars.plusMonths(micros, Math.toIntExact(Math.multiplyExact(count, 3L)), zone);
            case "YEAR" -> Calendars.plusMonths(micros, Math.toIntExact(Math.multiplyExact(count, 12L)), zone);
            default -> // the grammar knows the units, but a call by a method or with a number gets here
                throw ErrorCondition.INVALID_DATETIME_UNIT
                        .error()
                        .with("functionName", "`timestampadd`")
                        .with("invalidValue", "'" + unit + "'")
                        .build();
        };
    }

    private static SluiceException overflow(
            long count, String unit, long micros, DataType type, ZoneId zone, RuntimeException cause) {
        var time = new StringBuilder();
        TimeText.appendTimestamp(time, micros, zone);
        return ErrorCondition.DATETIME_OVERFLOW
                .error()
                .with("operation", "add " + count + "L " + unit + " to " + type.sql() + " '" + time + "'")
                .cause(cause)
                .build();
    }
}
