package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.cast.Casts;
import dev.sluice.type.DataType.Atomic;

/// `try_to_date(s)` and `try_to_date(s, pattern)`: NULL for what is no date.
public final class TryToDate {

    private static final Kernel CAST =
            Casts.kernel(Atomic.STRING, Atomic.DATE, true).orElseThrow();

    public static final ScalarFunction FUNCTION = ScalarFunction.named("try_to_date")
            .summary("Reads a date as to_date does, but gives NULL where there is none.")
            .example("try_to_date('2016-12-31')", "2016-12-31")
            .example("try_to_date('31/12/2016', 'dd/MM/yyyy')", "2016-12-31")
            .example("try_to_date('foo', 'yyyy-MM-dd')", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DATE) -> DATE", DatetimeCalls.whateverPattern(Atomic.DATE))
            .overload("(DATE, STRING) -> DATE", DatetimeCalls.whateverPattern(Atomic.DATE))
            .overload("(STRING) -> DATE", CAST)
            .overload("(STRING, STRING) -> DATE", Tolerant.of(Atomic.DATE, ToDate.BY_PATTERN))
            .build();

    private TryToDate() {}
}
