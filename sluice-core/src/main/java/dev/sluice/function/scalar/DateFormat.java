package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.Memo;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType.Atomic;

/// `date_format(t, pattern)`.
public final class DateFormat {

    private static final Memo<DatetimePattern> PATTERNS = DatetimePattern.forWriting();

    public static final ScalarFunction FUNCTION = ScalarFunction.named("date_format")
            .summary("Writes a timestamp by a pattern.")
            .example("date_format('2016-04-08', 'y')", "2016")
            .example("date_format('2016-04-08 13:14:15', 'dd/MM/yyyy h:mm a')", "08/04/2016 1:14 PM")
            .example("date_format(NULL, 'y')", null)
            .overload(
                    "(TIMESTAMP, STRING) -> STRING",
                    DatetimeCalls.of(
                            Kernels.rowsToText((row, out) -> out.append(PATTERNS.of(row.textAt(1))
                                    .format(row.longAt(0), row.context().zone()))),
                            Atomic.STRING,
                            Atomic.TIMESTAMP,
                            Atomic.STRING))
            .build();

    private DateFormat() {}
}
