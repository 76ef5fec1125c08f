package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Memo;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.function.Times;
import dev.sluice.type.DataType.Atomic;
import java.util.List;
import java.util.Optional;

/// `unix_timestamp(t, pattern)`, `unix_timestamp()`, and `to_unix_timestamp(t, pattern)`.
public final class UnixTimestamp {

    static final String DEFAULT_PATTERN = "yyyy-MM-dd HH:mm:ss";

    private static final Memo<DatetimePattern> PATTERNS = DatetimePattern.forReading();

    private static final Kernel OF_TEXT = Kernels.rowsToLong((row, out) -> out.append(seconds(
            PATTERNS.of(row.textAt(1)).timestamp(row.textAt(0), row.context().zone()))));

    private static final Kernel OF_TIME = Kernels.rowsToLong((row, out) -> out.append(seconds(row.longAt(0))));

    private static final Kernel NOW =
            Kernels.rowsToLong((row, out) -> out.append(seconds(row.context().timestampMicros())));

    public static final ScalarFunction FUNCTION = ScalarFunction.named("unix_timestamp")
            .summary("Gives the seconds since 1970 of a timestamp, of a text by a pattern, or of now.")
            .example("unix_timestamp('2016-04-08', 'yyyy-MM-dd')", 1460073600)
            .example("unix_timestamp('1970-01-02 00:00:00')", 86400)
            .example("unix_timestamp(NULL)", null)
            .notFoldable()
            .orElse(DEFAULT_PATTERN)
            .overload("(TIMESTAMP, STRING) -> BIGINT", UnixTimestamp::bind)
            // The default stands alone where nothing was given.
            .overload("(STRING) -> BIGINT", NOW)
            .build();

    public static final ScalarFunction TO = ScalarFunction.named("to_unix_timestamp")
            .summary("Gives the seconds since 1970 of a timestamp, or of a text by a pattern.")
            .example("to_unix_timestamp('2016-04-08', 'yyyy-MM-dd')", 1460073600)
            .example("to_unix_timestamp(NULL)", null)
            .orElse(DEFAULT_PATTERN)
            .overload("(TIMESTAMP, STRING) -> BIGINT", UnixTimestamp::bind)
            .build();

    private UnixTimestamp() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 2) return Optional.empty();
        return arguments.getFirst().type() == Atomic.STRING
                ? DatetimeCalls.of(OF_TEXT, Atomic.LONG, Atomic.STRING, Atomic.STRING)
                        .apply(arguments)
                : DatetimeCalls.of(OF_TIME, Atomic.LONG, Atomic.TIMESTAMP, Atomic.STRING)
                        .apply(arguments);
    }

    private static long seconds(long micros) {
        return Math.floorDiv(micros, Times.MICROS_PER_SECOND);
    }
}
