package dev.sluice.function;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.util.List;
import java.util.Optional;

/// Which types stand in for which without being asked, under ANSI rules.
///
/// Source: Spark SQL Reference, "ANSI Compliance", sections "Type Promotion and Precedence" and "Least Common Type
/// Resolution".
public final class ImplicitCasts {

    private static final List<DataType> WIDENING =
            List.of(Atomic.BYTE, Atomic.SHORT, Atomic.INT, Atomic.LONG, Atomic.FLOAT, Atomic.DOUBLE);

    private ImplicitCasts() {}

    /// How far a number is from a type that does not hold all like it: farther than from any that does, but nearer than
    /// text is.
    private static final int NARROWING = 19;

    /// The same as [#distance], but any number stands in for any other: what it cannot hold is refused as in a cast.
    ///
    /// Source: Spark SQL Reference, "ANSI Compliance": function invocation follows the rules of store assignment.
    public static int assignment(DataType from, DataType to) {
        int distance = distance(from, to);
        return distance < 0 && from.isNumeric() && to.isNumeric() ? NARROWING : distance;
    }

    /// How far a value of one type is from a parameter of another: 0 the same, more the farther, -1 not to be had.
    public static int distance(DataType from, DataType to) {
        if (DataType.sameIgnoringNullability(from, to)) return 0;
        if (from == Atomic.NULL) return 1;
        if (WIDENING.contains(from) && WIDENING.contains(to)) {
            int steps = WIDENING.indexOf(to) - WIDENING.indexOf(from);
            return steps > 0 ? steps : -1;
        }
        if (from.isIntegral() && to instanceof DataType.Decimal wide) {
            return fits(decimalFor(from), wide) ? 5 : -1;
        }
        if (from instanceof DataType.Decimal narrow) {
            if (to == Atomic.DOUBLE) return 2;
            if (to == Atomic.FLOAT) return 3;
            if (to instanceof DataType.Decimal wide) return fits(narrow, wide) ? 1 : -1;
        }
        if (from == Atomic.DATE && to == Atomic.TIMESTAMP) return 1;
        if (from == Atomic.DATE && to == Atomic.TIMESTAMP_NTZ) return 2;
        if (from == Atomic.TIMESTAMP_NTZ && to == Atomic.TIMESTAMP) return 1;
        if (from instanceof DataType.DayTimeInterval && to instanceof DataType.DayTimeInterval) return 1;
        if (from instanceof DataType.YearMonthInterval && to instanceof DataType.YearMonthInterval) return 1;
        if (from == Atomic.STRING && isAtomic(to) && to != Atomic.CALENDAR_INTERVAL) return stringDistance(to);
        if (from == Atomic.BINARY && to == Atomic.STRING) return 9; // so that of both, text is made
        if (to == Atomic.STRING && isAtomic(from)) return 20;
        if (from instanceof DataType.Array(DataType a, _) && to instanceof DataType.Array(DataType b, _)) {
            return distance(a, b);
        }
        if (from instanceof DataType.Map(DataType k, DataType v, _)
                && to instanceof DataType.Map(DataType wantedKey, DataType wantedValue, _)) {
            int keys = distance(k, wantedKey);
            int values = distance(v, wantedValue);
            return keys < 0 || values < 0 ? -1 : keys + values;
        }
        return -1;
    }

    /// Text becomes the widest of a kind first, so that `abs('1.5')` is a DOUBLE.
    private static int stringDistance(DataType to) {
        if (to == Atomic.DOUBLE) return 10;
        if (to == Atomic.TIMESTAMP) return 11;
        if (to == Atomic.BOOLEAN) return 15;
        return 12;
    }

    /// The type that values of both types can be turned into, if there is one.
    public static Optional<DataType> common(DataType a, DataType b) {
        if (a.equals(b) || b == Atomic.NULL) return Optional.of(a);
        if (a == Atomic.NULL) return Optional.of(b);
        if (WIDENING.contains(a) && WIDENING.contains(b)) return Optional.of(wider(a, b));
        if (a instanceof DataType.Decimal x && b instanceof DataType.Decimal y) return Optional.of(widerDecimal(x, y));
        if (a instanceof DataType.Decimal x && b.isNumeric()) return Optional.of(decimalAndOther(x, b));
        if (b instanceof DataType.Decimal y && a.isNumeric()) return Optional.of(decimalAndOther(y, a));
        if (a == Atomic.STRING && isAtomic(b) && !isInterval(b)) return Optional.of(promotedString(b));
        if (b == Atomic.STRING && isAtomic(a) && !isInterval(a)) return Optional.of(promotedString(a));
        if (isDatetime(a) && isDatetime(b)) {
            return Optional.of(
                    a == Atomic.TIMESTAMP || b == Atomic.TIMESTAMP ? Atomic.TIMESTAMP : Atomic.TIMESTAMP_NTZ);
        }
        if (a instanceof DataType.DayTimeInterval(int f, int t)
                && b instanceof DataType.DayTimeInterval(int from, int to)) {
            return Optional.of(new DataType.DayTimeInterval(Math.min(f, from), Math.max(t, to)));
        }
        if (a instanceof DataType.YearMonthInterval(int f, int t)
                && b instanceof DataType.YearMonthInterval(int from, int to)) {
            return Optional.of(new DataType.YearMonthInterval(Math.min(f, from), Math.max(t, to)));
        }
        return commonNested(a, b);
    }

    /// The decimal that holds every value of an integral type.
    public static DataType.Decimal decimalFor(DataType integral) {
        if (integral == Atomic.BYTE) return new DataType.Decimal(3, 0);
        if (integral == Atomic.SHORT) return new DataType.Decimal(5, 0);
        if (integral == Atomic.INT) return new DataType.Decimal(10, 0);
        return new DataType.Decimal(20, 0);
    }

    /// The decimal that a number, a text or NULL becomes where any decimal is taken.
    public static DataType.Decimal decimalOf(DataType type) {
        if (type instanceof DataType.Decimal decimal) return decimal;
        if (type == Atomic.FLOAT) return new DataType.Decimal(14, 7);
        if (type == Atomic.DOUBLE) return new DataType.Decimal(30, 15);
        return type.isIntegral() ? decimalFor(type) : new DataType.Decimal(DataType.Decimal.MAX_PRECISION, 18);
    }

    /// The decimal that holds every value of both, as far as 38 digits go; what is too much is taken from the scale.
    public static DataType.Decimal widerDecimal(DataType.Decimal a, DataType.Decimal b) {
        int whole = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
        int scale = Math.min(Math.max(a.scale(), b.scale()), DataType.Decimal.MAX_PRECISION - whole);
        return new DataType.Decimal(whole + scale, scale);
    }

    /// A decimal type with precision cut to 38, and no more of the scale cut off than needed, at least 6 digits kept.
    ///
    /// Source: Spark's `DecimalType.adjustPrecisionScale`.
    public static DataType.Decimal bounded(int precision, int scale) {
        if (precision <= DataType.Decimal.MAX_PRECISION) return new DataType.Decimal(precision, scale);
        int whole = precision - scale;
        int kept = Math.max(DataType.Decimal.MAX_PRECISION - whole, Math.min(scale, 6));
        return new DataType.Decimal(DataType.Decimal.MAX_PRECISION, kept);
    }

    private static DataType decimalAndOther(DataType.Decimal decimal, DataType other) {
        return other.isIntegral() ? widerDecimal(decimal, decimalFor(other)) : Atomic.DOUBLE;
    }

    private static boolean fits(DataType.Decimal narrow, DataType.Decimal wide) {
        return narrow.scale() <= wide.scale() && narrow.precision() - narrow.scale() <= wide.precision() - wide.scale();
    }

    /// FLOAT and an integer meet in DOUBLE under ANSI rules, since FLOAT would lose digits of INT and BIGINT.
    private static DataType wider(DataType a, DataType b) {
        if (a == Atomic.FLOAT && b.isIntegral() || b == Atomic.FLOAT && a.isIntegral()) return Atomic.DOUBLE;
        return WIDENING.get(Math.max(WIDENING.indexOf(a), WIDENING.indexOf(b)));
    }

    private static DataType promotedString(DataType other) {
        if (other.isIntegral()) return Atomic.LONG;
        if (other.isFractional()) return Atomic.DOUBLE;
        return other;
    }

    private static Optional<DataType> commonNested(DataType a, DataType b) {
        if (a instanceof DataType.Array(DataType x, boolean n) && b instanceof DataType.Array(DataType y, boolean m)) {
            return common(x, y).map(element -> new DataType.Array(element, n || m));
        }
        if (a instanceof DataType.Map(DataType k, DataType v, boolean n)
                && b instanceof DataType.Map(DataType l, DataType w, boolean m)) {
            return common(k, l).flatMap(key -> common(v, w).map(value -> new DataType.Map(key, value, n || m)));
        }
        if (a instanceof DataType.Struct s && b instanceof DataType.Struct t && s.size() == t.size()) {
            return commonStruct(s, t);
        }
        return Optional.empty();
    }

    private static Optional<DataType> commonStruct(DataType.Struct s, DataType.Struct t) {
        var fields = new java.util.ArrayList<dev.sluice.type.Field>();
        for (int i = 0; i < s.size(); i++) {
            var left = s.field(i);
            var right = t.field(i);
            Optional<DataType> type = common(left.type(), right.type());
            if (type.isEmpty() || !left.name().equalsIgnoreCase(right.name())) return Optional.empty();
            fields.add(new dev.sluice.type.Field(left.name(), type.get(), left.nullable() || right.nullable()));
        }
        return Optional.of(new DataType.Struct(fields));
    }

    private static boolean isDatetime(DataType type) {
        return type == Atomic.DATE || type == Atomic.TIMESTAMP || type == Atomic.TIMESTAMP_NTZ;
    }

    private static boolean isInterval(DataType type) {
        return type instanceof DataType.Interval || type == Atomic.CALENDAR_INTERVAL;
    }

    private static boolean isAtomic(DataType type) {
        return !(type instanceof DataType.Array || type instanceof DataType.Map || type instanceof DataType.Struct)
                && type != Atomic.NULL;
    }
}
