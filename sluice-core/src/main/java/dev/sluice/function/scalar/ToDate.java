package dev.sluice.function.scalar;

import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Memo;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.cast.Casts;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;

/// `to_date(s)` and `to_date(s, pattern)`.
public final class ToDate {

    private static final Kernel SAME = (arguments, _, _, _) -> arguments[0];
    private static final Kernel OF_TEXT =
            Casts.kernel(Atomic.STRING, Atomic.DATE, false).orElseThrow();
    private static final Memo<DatetimePattern> PATTERNS = DatetimePattern.forReading();

    static final Kernel BY_PATTERN = Kernels.rowsTo(
            Atomic.DATE,
            VectorBuilder.Ints.class,
            (row, out) -> out.append(PATTERNS.of(row.textAt(1)).date(row.textAt(0))));

    public static final ScalarFunction FUNCTION = ScalarFunction.named("to_date")
            .summary("Reads a date, by a pattern if one is given.")
            .example("to_date('2009-07-30 04:17:52')", "2009-07-30")
            .example("to_date('31/12/2016', 'dd/MM/yyyy')", "2016-12-31")
            .example("to_date(NULL)", null)
            .overload("(DATE) -> DATE", DatetimeCalls.of(SAME, Atomic.DATE, Atomic.DATE))
            .overload("(STRING) -> DATE", DatetimeCalls.otherwise(OF_TEXT, Atomic.DATE))
            .overload("(DATE, STRING) -> DATE", DatetimeCalls.whateverPattern(Atomic.DATE))
            .overload("(STRING, STRING) -> DATE", BY_PATTERN)
            .build();

    private ToDate() {}
}
