package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.Memo;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.Times;
import dev.sluice.function.ValueErrors;

/// `from_unixtime(seconds, pattern)`.
public final class FromUnixTime {

    private static final Memo<DatetimePattern> PATTERNS = DatetimePattern.forWriting();

    public static final ScalarFunction FUNCTION = ScalarFunction.named("from_unixtime")
            .summary("Writes the timestamp that is so many seconds after 1970 by a pattern.")
            .example("from_unixtime(0, 'yyyy-MM-dd HH:mm:ss')", "1970-01-01 00:00:00")
            .example("from_unixtime(1577836800, 'yyyy')", "2020")
            .example("from_unixtime(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .orElse(UnixTimestamp.DEFAULT_PATTERN)
            .overload(
                    "(BIGINT, STRING) -> STRING",
                    Kernels.rowsToText((row, out) -> out.append(PATTERNS.of(row.textAt(1))
                            .format(micros(row.longAt(0)), row.context().zone()))))
            .build();

    private FromUnixTime() {}

    private static long micros(long seconds) {
        try {
            return Math.multiplyExact(seconds, Times.MICROS_PER_SECOND);
        } catch (ArithmeticException e) {
            throw ValueErrors.overflow("long overflow");
        }
    }
}
