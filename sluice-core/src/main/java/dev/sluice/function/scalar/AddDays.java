package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// `date_add(d, n)` and `date_sub(d, n)`.
public final class AddDays {

    public static final ScalarFunction PLUS = ScalarFunction.named("date_add", "dateadd")
            .summary("Gives the date so many days later.")
            .example("date_add('2016-07-30', 1)", "2016-07-31")
            .example("date_add(NULL, 1)", null)
            .overload("(DATE, INT) -> DATE", days(Kernels.intIntToInt(Math::addExact)))
            .overload("(DATE, SMALLINT) -> DATE", _ -> Optional.empty())
            .overload("(DATE, TINYINT) -> DATE", _ -> Optional.empty())
            .build();

    public static final ScalarFunction MINUS = ScalarFunction.named("date_sub")
            .summary("Gives the date so many days earlier.")
            .example("date_sub('2016-07-30', 1)", "2016-07-29")
            .example("date_sub(NULL, 1)", null)
            .overload("(DATE, INT) -> DATE", days(Kernels.intIntToInt(Math::subtractExact)))
            .overload("(DATE, SMALLINT) -> DATE", _ -> Optional.empty())
            .overload("(DATE, TINYINT) -> DATE", _ -> Optional.empty())
            .build();

    private AddDays() {}

    /// Of numbers only those that are integers of 32 bits without being cut.
    private static Function<List<Argument>, Optional<Candidate>> days(Kernel kernel) {
        var call = DatetimeCalls.of(kernel, Atomic.DATE, Atomic.DATE, Atomic.INT);
        return arguments ->
                arguments.size() == 2 && isWiderNumber(arguments.get(1).type())
                        ? Optional.empty()
                        : call.apply(arguments);
    }

    private static boolean isWiderNumber(DataType type) {
        return type.isNumeric() && ImplicitCasts.distance(type, Atomic.INT) < 0;
    }
}
