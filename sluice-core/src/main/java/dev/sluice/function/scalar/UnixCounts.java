package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// What a date or timestamp is as a count since 1970: `unix_date(d)`, `unix_seconds(t)` and so on.
public final class UnixCounts {

    public static final ScalarFunction DATE = ScalarFunction.named("unix_date")
            .summary("Gives the number of days since 1970-01-01.")
            .example("unix_date(DATE'1970-01-02')", 1)
            .example("unix_date(NULL)", null)
            .exact()
            .overload("(DATE) -> INT", Kernels.intToInt(day -> day))
            .build();

    public static final ScalarFunction SECONDS = ScalarFunction.named("unix_seconds")
            .summary("Gives the number of seconds since 1970-01-01 00:00:00 UTC, cut to a whole number.")
            .example("unix_seconds(TIMESTAMP'1970-01-01 00:00:01Z')", 1)
            .example("unix_seconds(NULL)", null)
            .exact()
            .overload("(TIMESTAMP) -> BIGINT", Kernels.longToLong(micros -> Math.floorDiv(micros, 1_000_000)))
            .build();

    public static final ScalarFunction MILLIS = ScalarFunction.named("unix_millis")
            .summary("Gives the number of milliseconds since 1970-01-01 00:00:00 UTC, cut to a whole number.")
            .example("unix_millis(TIMESTAMP'1970-01-01 00:00:01Z')", 1000)
            .example("unix_millis(NULL)", null)
            .exact()
            .overload("(TIMESTAMP) -> BIGINT", Kernels.longToLong(micros -> Math.floorDiv(micros, 1_000)))
            .build();

    public static final ScalarFunction MICROS = ScalarFunction.named("unix_micros")
            .summary("Gives the number of microseconds since 1970-01-01 00:00:00 UTC.")
            .example("unix_micros(TIMESTAMP'1970-01-01 00:00:01Z')", 1000000)
            .example("unix_micros(NULL)", null)
            .exact()
            .overload("(TIMESTAMP) -> BIGINT", Kernels.longToLong(micros -> micros))
            .build();

    private UnixCounts() {}
}
