package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ValueErrors;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.time.DateTimeException;
import java.time.LocalDate;

/// `make_date(year, month, day)`.
public final class MakeDate {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("make_date")
            .summary("Makes a date of year, month and day.")
            .example("make_date(2013, 7, 15)", "2013-07-15")
            .example("make_date(2019, 7, NULL)", null)
            .overload("(INT, INT, INT) -> DATE", Kernels.rowsTo(Atomic.DATE, VectorBuilder.Ints.class, (row, out) -> {
                try {
                    out.append((int) LocalDate.of(row.intAt(0), row.intAt(1), row.intAt(2))
                            .toEpochDay());
                } catch (DateTimeException e) {
                    throw outOfBounds(e);
                }
            }))
            .build();

    private MakeDate() {}

    static SluiceException outOfBounds(DateTimeException e) {
        return ErrorCondition.DATETIME_FIELD_OUT_OF_BOUNDS
                .error()
                .with("rangeMessage", String.valueOf(e.getMessage()))
                .with("ansiConfig", ValueErrors.ANSI)
                .cause(e)
                .build();
    }
}
