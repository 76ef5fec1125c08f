package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.cast.Casts;
import dev.sluice.type.DataType.Atomic;

/// `try_to_timestamp(s)` and `try_to_timestamp(s, pattern)`: NULL for what is no timestamp.
public final class TryToTimestamp {

    private static final Kernel CAST =
            Casts.kernel(Atomic.STRING, Atomic.TIMESTAMP, true).orElseThrow();

    public static final ScalarFunction FUNCTION = ScalarFunction.named("try_to_timestamp")
            .summary("Reads a timestamp as to_timestamp does, but gives NULL where there is none.")
            .example("try_to_timestamp('2016-12-31 00:12:00')", "2016-12-31 00:12:00")
            .example("try_to_timestamp('2016-12-31', 'yyyy-MM-dd')", "2016-12-31 00:00:00")
            .example("try_to_timestamp('foo', 'yyyy-MM-dd')", null)
            .nullability(Nullability.ALWAYS)
            .overload("(TIMESTAMP) -> TIMESTAMP", DatetimeCalls.whateverPattern(Atomic.TIMESTAMP))
            .overload("(NUMERIC) -> TIMESTAMP", DatetimeCalls.ofSeconds())
            .overload("(TIMESTAMP, STRING) -> TIMESTAMP", DatetimeCalls.whateverPattern(Atomic.TIMESTAMP))
            .overload("(STRING) -> TIMESTAMP", CAST)
            .overload("(STRING, STRING) -> TIMESTAMP", Tolerant.of(Atomic.TIMESTAMP, ToTimestamp.BY_PATTERN))
            .build();

    private TryToTimestamp() {}
}
