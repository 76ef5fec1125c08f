package dev.sluice.function.cast;

import dev.sluice.function.Kernel;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.Vectors;
import java.util.Optional;

/// Finds the kernel that turns values of one type into another.
///
/// Which casts there are: Spark SQL Reference, "ANSI Compliance", "Cast".
public final class Casts {

    private Casts() {}

    public static boolean isAllowed(DataType from, DataType to) {
        return kernel(from, to, false).isPresent();
    }

    /// The kernel of one argument, or nothing if there is no such cast.
    ///
    /// @param isTry whether a value that cannot be converted becomes null instead of an error
    public static Optional<Kernel> kernel(DataType from, DataType to, boolean isTry) {
        if (DataType.sameIgnoringNullability(from, to)) return Optional.of((arguments, _, _, _) -> arguments[0]);
        if (from == Atomic.NULL) {
            var nothing = Vectors.nullOf(to);
            return Optional.of((_, _, size, _) -> new ConstantVector(nothing, size));
        }
        var conversion = new Conversion(from, to, isTry);
        return switch (to) {
            case Atomic atomic -> toAtomic(conversion, atomic);
            case DataType.Decimal decimal -> DecimalCasts.to(conversion, decimal);
            case DataType.YearMonthInterval interval -> IntervalCasts.toYearMonth(conversion, interval);
            case DataType.DayTimeInterval interval -> IntervalCasts.toDayTime(conversion, interval);
            case DataType.Array array -> NestedCasts.toArray(conversion, array);
            case DataType.Map map -> NestedCasts.toMap(conversion, map);
            case DataType.Struct struct -> NestedCasts.toStruct(conversion, struct);
        };
    }

    private static Optional<Kernel> toAtomic(Conversion conversion, Atomic to) {
        return switch (to) {
            case BOOLEAN -> BooleanCasts.to(conversion);
            case BYTE, SHORT, INT, LONG -> IntegralCasts.to(conversion);
            case FLOAT, DOUBLE -> FloatingCasts.to(conversion);
            case STRING -> TextCasts.to(conversion);
            case BINARY ->
                conversion.from() == Atomic.STRING
                        ? Optional.of((arguments, _, _, _) -> arguments[0])
                        : Optional.empty();
            case DATE -> DatetimeCasts.toDate(conversion);
            case TIMESTAMP -> DatetimeCasts.toTimestamp(conversion);
            case TIMESTAMP_NTZ -> DatetimeCasts.toLocalTimestamp(conversion);
            case CALENDAR_INTERVAL -> IntervalCasts.toCalendar(conversion);
            case NULL -> Optional.empty();
        };
    }
}
