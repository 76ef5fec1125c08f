package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.DataType.DayTimeInterval;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// `sign(a)`: -1.0, 0.0 or 1.0.
public final class Sign {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("sign", "signum")
            .summary("Gives -1, 0 or 1 as a number or interval is negative, zero or positive.")
            .example("sign(40)", "1.0")
            .example("signum(-0.5D)", "-1.0")
            .example("sign(INTERVAL '-100' YEAR)", "-1.0")
            .example("sign(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(DOUBLE) -> DOUBLE", Kernels.doubleToDouble(Math::signum))
            .overload(
                    "(INTERVAL YEAR TO MONTH) -> DOUBLE",
                    arguments -> bind(arguments, DataType.YearMonthInterval.class::isInstance))
            .overload(
                    "(INTERVAL DAY TO SECOND) -> DOUBLE",
                    arguments -> bind(arguments, DayTimeInterval.class::isInstance))
            .build();

    private Sign() {}

    private static Optional<Candidate> bind(List<Argument> arguments, Predicate<DataType> wanted) {
        if (arguments.size() != 1 || !wanted.test(arguments.getFirst().type())) return Optional.empty();
        DataType type = arguments.getFirst().type();
        Kernel kernel = Kernels.rowsToDouble((row, out) -> out.append(
                type instanceof DataType.YearMonthInterval
                        ? Integer.signum(row.intAt(0))
                        : Long.signum(row.longAt(0))));
        return Optional.of(new Candidate(List.of(type), Atomic.DOUBLE, 0, kernel));
    }
}
