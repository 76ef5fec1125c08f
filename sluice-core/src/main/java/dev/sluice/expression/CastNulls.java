package dev.sluice.expression;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.DataType.Decimal;

/// Which conversions count as giving null for values that are not null. Those that do not fit are errors, yet the
/// schema keeps the word that it has without ANSI rules; source: columns that a real Spark described.
final class CastNulls {

    private CastNulls() {}

    static boolean mayMakeNull(DataType from, DataType to) {
        if (from == Atomic.NULL || from.equals(to)) return false;
        if (from == Atomic.STRING) return to != Atomic.BINARY;
        if (to == Atomic.STRING) return false;
        boolean fraction = from == Atomic.FLOAT || from == Atomic.DOUBLE;
        if (to == Atomic.TIMESTAMP) return fraction;
        if (to == Atomic.DATE) return from != Atomic.TIMESTAMP;
        if (from == Atomic.DATE) return true;
        if (to instanceof Decimal decimal) return !holdsAll(decimal, from);
        return to.isIntegral() && (fraction || from instanceof Decimal);
    }

    private static boolean holdsAll(Decimal to, DataType from) {
        return switch (from) {
            case Decimal(int precision, int scale) ->
                to.precision() - to.scale() > precision - scale
                        || to.precision() - to.scale() == precision - scale && to.scale() >= scale;
            case Atomic atomic ->
                switch (atomic) {
                    case BOOLEAN -> digits(to) >= 1;
                    case BYTE -> digits(to) >= 3;
                    case SHORT -> digits(to) >= 5;
                    case INT -> digits(to) >= 10;
                    case LONG -> digits(to) >= 20;
                    case FLOAT, DOUBLE, STRING, BINARY, DATE, TIMESTAMP, TIMESTAMP_NTZ, CALENDAR_INTERVAL, NULL ->
                        false;
                };
            case DataType.Interval _, DataType.Array _, DataType.Map _, DataType.Struct _ -> false;
        };
    }

    /// How many digits stand before the point.
    private static int digits(Decimal decimal) {
        return decimal.precision() - decimal.scale();
    }
}
