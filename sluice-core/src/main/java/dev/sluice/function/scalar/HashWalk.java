package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.type.CalendarInterval;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.BooleanVector;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.DecimalVector;
import dev.sluice.vector.DictionaryVector;
import dev.sluice.vector.DoubleVector;
import dev.sluice.vector.FloatVector;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.MapVector;
import dev.sluice.vector.NullVector;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/// Leads a hash function through a value, part by part: the hash of one part is the seed of the next, a null changes
/// nothing. The same for Spark's `hash` and `xxhash64`.
abstract class HashWalk {

    private static final int LONG_DIGITS = 18;

    abstract long ofInt(int value, long seed);

    abstract long ofLong(long value, long seed);

    abstract long ofBytes(byte[] bytes, int offset, int length, long seed);

    /// @param type the vector's, since a decimal's precision decides on its form
    final long of(Vector vector, int row, DataType type, long seed) {
        if (vector.isNull(row)) return seed;
        return switch (vector) {
            case NullVector _ -> seed;
            case BooleanVector v -> ofInt(v.values()[row] ? 1 : 0, seed);
            case IntVector v -> ofInt(v.values()[row], seed);
            case LongVector v -> ofLong(v.values()[row], seed);
            case FloatVector v -> ofInt(v.values()[row] == 0 ? 0 : Float.floatToIntBits(v.values()[row]), seed);
            case DoubleVector v -> ofLong(v.values()[row] == 0 ? 0 : Double.doubleToLongBits(v.values()[row]), seed);
            case DecimalVector v -> ofDecimal(Objects.requireNonNull(v.values()[row]), (DataType.Decimal) type, seed);
            case BytesVector v ->
                type == Atomic.CALENDAR_INTERVAL
                        ? ofInterval(CalendarInterval.fromBytes(v.bytes(), v.offsets()[row]), seed)
                        : ofBytes(v.bytes(), v.offsets()[row], v.lengths()[row], seed);
            case ArrayVector v -> {
                DataType element = ((DataType.Array) type).element();
                long hash = seed;
                for (int i = 0; i < v.lengths()[row]; i++) hash = of(v.elements(), v.offsets()[row] + i, element, hash);
                yield hash;
            }
            case StructVector v -> {
                var struct = (DataType.Struct) type;
                long hash = seed;
                for (int i = 0; i < struct.size(); i++)
                    hash = of(v.fields()[i], row, struct.field(i).type(), hash);
                yield hash;
            }
            case ConstantVector(Vector value, _) -> of(value, 0, type, seed);
            case DictionaryVector(Vector dictionary, int[] ids, _) -> of(dictionary, ids[row], type, seed);
            case MapVector _ -> throw new IllegalArgumentException("maps have no hash");
        };
    }

    /// From the shortest part to the longest, as in Spark.
    private long ofInterval(CalendarInterval value, long seed) {
        return ofInt(value.months(), ofInt(value.days(), ofLong(value.microseconds(), seed)));
    }

    private long ofDecimal(BigDecimal value, DataType.Decimal type, long seed) {
        if (type.precision() <= LONG_DIGITS) return ofLong(value.unscaledValue().longValueExact(), seed);
        byte[] bytes = value.unscaledValue().toByteArray();
        return ofBytes(bytes, 0, bytes.length, seed);
    }

    /// Maps that are equal may have their entries in different order, so they are refused, wherever they are.
    static boolean hashable(List<Argument> arguments) {
        return !arguments.isEmpty()
                && arguments.stream().noneMatch(argument -> argument.type().hasMap());
    }
}
