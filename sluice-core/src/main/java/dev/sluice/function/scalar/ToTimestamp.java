package dev.sluice.function.scalar;

import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Memo;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.cast.Casts;
import dev.sluice.type.DataType.Atomic;

/// `to_timestamp(s)` and `to_timestamp(s, pattern)`.
public final class ToTimestamp {

    private static final Kernel SAME = (arguments, _, _, _) -> arguments[0];
    static final Kernel OF_TEXT =
            Casts.kernel(Atomic.STRING, Atomic.TIMESTAMP, false).orElseThrow();
    private static final Memo<DatetimePattern> PATTERNS = DatetimePattern.forReading();

    static final Kernel BY_PATTERN = Kernels.rowsToLong((row, out) -> out.append(
            PATTERNS.of(row.textAt(1)).timestamp(row.textAt(0), row.context().zone())));

    public static final ScalarFunction FUNCTION = ScalarFunction.named("to_timestamp")
            .summary("Reads a timestamp, by a pattern if one is given.")
            .example("to_timestamp('2016-12-31 00:12:00')", "2016-12-31 00:12:00")
            .example("to_timestamp('31/12/2016', 'dd/MM/yyyy')", "2016-12-31 00:00:00")
            .example("to_timestamp(NULL)", null)
            .overload("(TIMESTAMP) -> TIMESTAMP", DatetimeCalls.of(SAME, Atomic.TIMESTAMP, Atomic.TIMESTAMP))
            .overload("(NUMERIC) -> TIMESTAMP", DatetimeCalls.ofSeconds())
            .overload("(STRING) -> TIMESTAMP", DatetimeCalls.otherwise(OF_TEXT, Atomic.TIMESTAMP))
            .overload("(TIMESTAMP, STRING) -> TIMESTAMP", DatetimeCalls.whateverPattern(Atomic.TIMESTAMP))
            .overload("(STRING, STRING) -> TIMESTAMP", BY_PATTERN)
            .build();

    private ToTimestamp() {}
}
