package dev.sluice.function;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;

/// What may be put into a column without being asked: a value that does not fit is an error then, but one kind of
/// value never becomes quite another.
///
/// Source: Spark SQL Reference, "ANSI Compliance", section "Store assignment".
public final class StoreAssignment {

    private StoreAssignment() {}

    public static boolean allows(DataType from, DataType to) {
        if (from == Atomic.NULL || DataType.sameIgnoringNullability(from, to)) return true;
        return switch (to) {
            case DataType.Array(DataType element, _) ->
                from instanceof DataType.Array(DataType given, _) && allows(given, element);
            case DataType.Map(DataType key, DataType value, _) ->
                from instanceof DataType.Map(DataType k, DataType v, _) && allows(k, key) && allows(v, value);
            case DataType.Struct wanted -> from instanceof DataType.Struct given && allowsFields(given, wanted);
            case DataType.YearMonthInterval _ -> from instanceof DataType.YearMonthInterval;
            case DataType.DayTimeInterval _ -> from instanceof DataType.DayTimeInterval;
            case Atomic.STRING -> isPlain(from);
            case Atomic.DATE, Atomic.TIMESTAMP, Atomic.TIMESTAMP_NTZ -> isTime(from);
            case Atomic _, DataType.Decimal _ -> from.isNumeric() && to.isNumeric();
        };
    }

    private static boolean allowsFields(DataType.Struct given, DataType.Struct wanted) {
        if (given.size() != wanted.size()) return false;
        for (int i = 0; i < given.size(); i++) {
            if (!allows(given.field(i).type(), wanted.field(i).type())) return false;
        }
        return true;
    }

    private static boolean isPlain(DataType type) {
        return !(type instanceof DataType.Array || type instanceof DataType.Map || type instanceof DataType.Struct);
    }

    private static boolean isTime(DataType type) {
        return type == Atomic.DATE || type == Atomic.TIMESTAMP || type == Atomic.TIMESTAMP_NTZ;
    }
}
