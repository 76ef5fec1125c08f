package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.Memo;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType.Atomic;

/// `date_trunc(unit, t)`.
public final class DateTruncate {

    private static final Memo<Truncation> UNITS = new Memo<>(Truncation::of);

    public static final ScalarFunction FUNCTION = ScalarFunction.named("date_trunc")
            .summary("Cuts a timestamp down to a unit, YEAR to MICROSECOND; NULL for what is no unit.")
            .example("date_trunc('YEAR', '2015-03-05T09:32:05.359')", "2015-01-01 00:00:00")
            .example("date_trunc('HOUR', '2015-03-05T09:32:05.359')", "2015-03-05 09:00:00")
            .example("date_trunc('nonsense', '2015-03-05')", null)
            .nullability(Nullability.ALWAYS)
            .overload(
                    "(STRING, TIMESTAMP) -> TIMESTAMP",
                    DatetimeCalls.of(
                            Kernels.rowsToLong((row, out) -> {
                                Truncation unit = UNITS.of(row.textAt(0));
                                if (unit == Truncation.NONE) {
                                    out.appendNull();
                                } else {
                                    out.append(unit.timestamp(
                                            row.longAt(1), row.context().zone()));
                                }
                            }),
                            Atomic.TIMESTAMP,
                            Atomic.STRING,
                            Atomic.TIMESTAMP))
            .build();

    private DateTruncate() {}
}
