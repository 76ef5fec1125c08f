package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.function.Times;
import dev.sluice.type.DataType.Atomic;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// `dayname(d)` and `monthname(d)`: in English, three letters.
public final class DateNames {

    public static final ScalarFunction DAY = ScalarFunction.named("dayname")
            .summary("Gives the English name of a date's day of the week, three letters of it.")
            .example("dayname(DATE'2008-02-20')", "Wed")
            .example("dayname(NULL)", null)
            .overload("(DATE) -> STRING", of(date -> date.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.US)))
            .build();

    public static final ScalarFunction MONTH = ScalarFunction.named("monthname")
            .summary("Gives the English name of a date's month, three letters of it.")
            .example("monthname(DATE'2008-02-20')", "Feb")
            .example("monthname(NULL)", null)
            .overload("(DATE) -> STRING", of(date -> date.getMonth().getDisplayName(TextStyle.SHORT, Locale.US)))
            .build();

    private DateNames() {}

    private static Function<List<Argument>, Optional<Candidate>> of(Function<LocalDate, String> name) {
        Kernel kernel = Kernels.rowsToText((row, out) -> out.append(name.apply(Times.date(row.intAt(0)))));
        return DatetimeCalls.of(kernel, Atomic.STRING, Atomic.DATE);
    }
}
