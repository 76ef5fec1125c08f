package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.Times;
import dev.sluice.type.DataType.Atomic;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalUnit;
import java.util.Locale;

/// `timestampdiff(unit, start, end)`, also said `datediff(unit, start, end)`: the unit is a word, not a text.
public final class TimestampDifference {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("timestampdiff")
            .summary("Gives how many whole units lie between two timestamps.")
            .example("timestampdiff(HOUR, TIMESTAMP'2022-02-11 20:30:00', TIMESTAMP'2022-02-12 04:30:00')", 8)
            .example("timestampdiff(MONTH, DATE'2022-03-01', DATE'2022-01-02')", -1)
            .example("timestampdiff(DAY, NULL, DATE'2022-01-31')", null)
            .overload(
                    "(STRING, TIMESTAMP, TIMESTAMP) -> BIGINT",
                    DatetimeCalls.of(
                            Kernels.rowsToLong((row, out) -> {
                                ZoneId zone = row.context().zone();
                                LocalDateTime start = Times.local(Times.toLocal(row.longAt(1), zone));
                                LocalDateTime end = Times.local(Times.toLocal(row.longAt(2), zone));
                                out.append(unit(row.textAt(0).toUpperCase(Locale.ROOT))
                                        .between(start, end));
                            }),
                            Atomic.LONG,
                            Atomic.STRING,
                            Atomic.TIMESTAMP,
                            Atomic.TIMESTAMP))
            .build();

    private TimestampDifference() {}

    private static TemporalUnit unit(String name) {
        return switch (name) {
            case "MICROSECOND" -> ChronoUnit.MICROS;
            case "MILLISECOND" -> ChronoUnit.MILLIS;
            case "SECOND" -> ChronoUnit.SECONDS;
            case "MINUTE" -> ChronoUnit.MINUTES;
            case "HOUR" -> ChronoUnit.HOURS;
            case "DAY", "DAYOFYEAR" -> ChronoUnit.DAYS;
            case "WEEK" -> ChronoUnit.WEEKS;
            case "MONTH" -> ChronoUnit.MONTHS;
            case "QUARTER" -> IsoFields.QUARTER_YEARS;
            case "YEAR" -> ChronoUnit.YEARS;
            default -> // the grammar knows the units, but a call by a method or with a number gets here
                throw ErrorCondition.INVALID_DATETIME_UNIT
                        .error()
                        .with("functionName", "`timestampdiff`")
                        .with("invalidValue", "'" + name + "'")
                        .build();
        };
    }
}
