package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.Memo;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;

/// `trunc(d, unit)`.
public final class Truncate {

    private static final Memo<Truncation> UNITS = new Memo<>(Truncation::of);

    public static final ScalarFunction FUNCTION = ScalarFunction.named("trunc")
            .summary("Cuts a date down to a unit: YEAR, QUARTER, MONTH or WEEK; NULL for anything else.")
            .example("trunc('2019-08-04', 'week')", "2019-07-29")
            .example("trunc('2009-02-12', 'MM')", "2009-02-01")
            .example("trunc('2009-02-12', 'HOUR')", null)
            .nullability(Nullability.ALWAYS)
            .overload(
                    "(DATE, STRING) -> DATE",
                    DatetimeCalls.of(
                            Kernels.rowsTo(Atomic.DATE, VectorBuilder.Ints.class, (row, out) -> {
                                Truncation unit = UNITS.of(row.textAt(1));
                                if (unit.isOfDates()) {
                                    out.append(unit.date(row.intAt(0)));
                                } else {
                                    out.appendNull();
                                }
                            }),
                            Atomic.DATE,
                            Atomic.DATE,
                            Atomic.STRING))
            .build();

    private Truncate() {}
}
