package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.Memo;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.time.DayOfWeek;
import java.util.Locale;

/// `next_day(d, dayOfWeek)`.
public final class NextDay {

    /// Day 0, 1970-01-01, was a Thursday.
    private static final int THURSDAY = DayOfWeek.THURSDAY.getValue();

    private static final Memo<DayOfWeek> DAYS = new Memo<>(NextDay::dayOfWeek);

    public static final ScalarFunction FUNCTION = ScalarFunction.named("next_day")
            .summary("Gives the first date after a date that is such a day of the week.")
            .example("next_day('2015-01-14', 'TU')", "2015-01-20")
            .example("next_day('2020-01-01', 'Wednesday')", "2020-01-08")
            .example("next_day(NULL, 'TU')", null)
            .nullability(Nullability.ALWAYS)
            .overload(
                    "(DATE, STRING) -> DATE",
                    DatetimeCalls.of(
                            Kernels.rowsTo(
                                    Atomic.DATE,
                                    VectorBuilder.Ints.class,
                                    (row, out) -> out.append(next(
                                            row.intAt(0), DAYS.of(row.textAt(1)).getValue()))),
                            Atomic.DATE,
                            Atomic.DATE,
                            Atomic.STRING))
            .build();

    private NextDay() {}

    private static int next(int day, int dayOfWeek) {
        return day + 1 + Math.floorMod(dayOfWeek - THURSDAY - 1 - day, 7);
    }

    private static DayOfWeek dayOfWeek(String text) {
        String wanted = text.toUpperCase(Locale.ROOT);
        for (DayOfWeek day : DayOfWeek.values()) {
            boolean isShort = wanted.length() == 2 || wanted.length() == 3;
            if (day.name().equals(wanted) || isShort && day.name().startsWith(wanted)) return day;
        }
        throw ErrorCondition.ILLEGAL_DAY_OF_WEEK.error().with("string", text).build();
    }
}
