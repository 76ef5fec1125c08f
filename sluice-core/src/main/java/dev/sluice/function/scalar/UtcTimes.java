package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.function.Times;
import dev.sluice.type.DataType.Atomic;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// `from_utc_timestamp(t, zone)` and `to_utc_timestamp(t, zone)`: for timestamps that are taken for local times.
public final class UtcTimes {

    public static final ScalarFunction FROM = ScalarFunction.named("from_utc_timestamp")
            .summary("Gives what a clock in a time zone shows when one in UTC shows the timestamp.")
            .example("from_utc_timestamp('2016-08-31', 'Asia/Seoul')", "2016-08-31 09:00:00")
            .example("from_utc_timestamp(NULL, 'UTC')", null)
            .overload("(TIMESTAMP, STRING) -> TIMESTAMP", of(Times::toLocal))
            .build();

    public static final ScalarFunction TO = ScalarFunction.named("to_utc_timestamp")
            .summary("Gives what a clock in UTC shows when one in a time zone shows the timestamp.")
            .example("to_utc_timestamp('2016-08-31', 'Asia/Seoul')", "2016-08-30 15:00:00")
            .example("to_utc_timestamp(NULL, 'UTC')", null)
            .overload("(TIMESTAMP, STRING) -> TIMESTAMP", of(Times::toInstant))
            .build();

    private UtcTimes() {}

    @FunctionalInterface
    private interface Move {
        long apply(long micros, ZoneId zone);
    }

    private static Function<List<Argument>, Optional<Candidate>> of(Move move) {
        Kernel kernel =
                Kernels.rowsToLong((row, out) -> out.append(move.apply(row.longAt(0), Zones.of(row.textAt(1)))));
        return DatetimeCalls.of(kernel, Atomic.TIMESTAMP, Atomic.TIMESTAMP, Atomic.STRING);
    }
}
