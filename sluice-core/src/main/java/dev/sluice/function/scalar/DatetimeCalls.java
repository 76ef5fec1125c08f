package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernel;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Binds functions of dates and times, which take any date, time or text where one of them is wanted.
///
/// Elsewhere a timestamp does not become a date without being asked.
final class DatetimeCalls {

    private static final Kernel SAME = (arguments, _, _, _) -> arguments[0];

    private DatetimeCalls() {}

    /// @param parameters what the kernel takes
    static Function<List<Argument>, Optional<Candidate>> of(Kernel kernel, DataType result, DataType... parameters) {
        List<DataType> wanted = List.of(parameters);
        return arguments -> fits(arguments, wanted)
                ? Optional.of(new Candidate(wanted, result, cost(arguments, wanted), kernel))
                : Optional.empty();
    }

    /// The same for one timestamp, with or without time zone.
    static Function<List<Argument>, Optional<Candidate>> ofTime(Kernel zoned, Kernel local, DataType result) {
        Function<List<Argument>, Optional<Candidate>> instant = of(zoned, result, Atomic.TIMESTAMP);
        Function<List<Argument>, Optional<Candidate>> wallClock = of(local, result, Atomic.TIMESTAMP_NTZ);
        return arguments -> {
            boolean noZone = !arguments.isEmpty() && arguments.getFirst().type() == Atomic.TIMESTAMP_NTZ;
            return (noZone ? wallClock : instant).apply(arguments);
        };
    }

    /// For what is a date or time already, which no pattern is asked about, if one is given at all.
    static Function<List<Argument>, Optional<Candidate>> whateverPattern(DataType result) {
        return arguments -> {
            if (arguments.isEmpty() || !isDatetime(arguments.getFirst().type())) return Optional.empty();
            List<DataType> wanted = List.of(result, Atomic.STRING).subList(0, Math.min(2, arguments.size()));
            return fits(arguments, wanted)
                    ? Optional.of(new Candidate(wanted, result, 0, SAME).with(Nullability.STRICT))
                    : Optional.empty();
        };
    }

    /// A number counts the seconds since 1970, as in a cast.
    static Function<List<Argument>, Optional<Candidate>> ofSeconds() {
        var seconds = new Candidate(List.of(Atomic.TIMESTAMP), Atomic.TIMESTAMP, 0, SAME).with(Nullability.STRICT);
        return arguments -> Optional.of(seconds)
                .filter(_ -> arguments.size() == 1)
                .filter(_ -> arguments.getFirst().type().isNumeric());
    }

    /// For anything that is neither a date nor a time nor text: it counts as the text that it becomes.
    static Function<List<Argument>, Optional<Candidate>> otherwise(Kernel ofText, DataType result) {
        return arguments -> {
            if (arguments.size() != 1) return Optional.empty();
            DataType type = arguments.getFirst().type();
            boolean other = !isDatetime(type) && type != Atomic.STRING && type != Atomic.NULL;
            int distance = ImplicitCasts.distance(type, Atomic.STRING);
            return other && distance >= 0
                    ? Optional.of(new Candidate(List.of(Atomic.STRING), result, distance, ofText))
                    : Optional.empty();
        };
    }

    private static boolean fits(List<Argument> arguments, List<DataType> wanted) {
        if (arguments.size() != wanted.size()) return false;
        for (int i = 0; i < wanted.size(); i++) {
            if (!fits(arguments.get(i).type(), wanted.get(i))) return false;
        }
        return true;
    }

    private static boolean fits(DataType given, DataType wanted) {
        if (isDatetime(wanted)) return isDatetime(given) || given == Atomic.STRING || given == Atomic.NULL;
        return ImplicitCasts.assignment(given, wanted) >= 0;
    }

    private static int cost(List<Argument> arguments, List<DataType> wanted) {
        int cost = 0;
        for (int i = 0; i < wanted.size(); i++) {
            cost += Math.max(1, ImplicitCasts.assignment(arguments.get(i).type(), wanted.get(i)));
        }
        return cost;
    }

    static boolean isDatetime(DataType type) {
        return type == Atomic.DATE || type == Atomic.TIMESTAMP || type == Atomic.TIMESTAMP_NTZ;
    }
}
