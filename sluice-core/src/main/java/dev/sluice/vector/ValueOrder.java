package dev.sluice.vector;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Objects;

/// The order of values within a type, as ORDER BY, min and max see it.
///
/// Bytes compare unsigned, false comes before true, NaN is the greatest number and equal to itself, -0.0 equals 0.0;
/// arrays and structs compare item by item, a null item before every other. Source: Spark SQL Reference, "NaN
/// Semantics" and "ORDER BY".
public final class ValueOrder {

    private ValueOrder() {}

    /// Compares two rows, neither of them null, of vectors of one type.
    public static int compare(Vector a, int i, Vector b, int j) {
        if (a instanceof ConstantVector(Vector value, _)) return compare(value, 0, b, j);
        if (a instanceof DictionaryVector(Vector dictionary, int[] ids, _)) return compare(dictionary, ids[i], b, j);
        if (b instanceof ConstantVector(Vector value, _)) return compare(a, i, value, 0);
        if (b instanceof DictionaryVector(Vector dictionary, int[] ids, _)) return compare(a, i, dictionary, ids[j]);
        return switch (a) {
            case BooleanVector x -> Boolean.compare(x.values()[i], ((BooleanVector) b).values()[j]);
            case IntVector x -> Integer.compare(x.values()[i], ((IntVector) b).values()[j]);
            case LongVector x -> Long.compare(x.values()[i], ((LongVector) b).values()[j]);
            case FloatVector x -> compareFloats(x.values()[i], ((FloatVector) b).values()[j]);
            case DoubleVector x -> compareDoubles(x.values()[i], ((DoubleVector) b).values()[j]);
            case DecimalVector x -> decimal(x, i).compareTo(decimal((DecimalVector) b, j));
            case BytesVector x -> compareBytes(x, i, (BytesVector) b, j);
            case ArrayVector x -> compareArrays(x, i, (ArrayVector) b, j);
            case StructVector x -> compareStructs(x, i, (StructVector) b, j);
            case NullVector _ -> 0;
            case MapVector _, ConstantVector _, DictionaryVector _ ->
                throw new IllegalArgumentException("no order for " + a.physical());
        };
    }

    /// Compares two rows that may be null; null comes first.
    public static int compareNullable(Vector a, int i, Vector b, int j) {
        boolean left = a.isNull(i);
        boolean right = b.isNull(j);
        return left || right ? Boolean.compare(right, left) : compare(a, i, b, j);
    }

    public static int compareDoubles(double x, double y) {
        return x == y ? 0 : Double.compare(x, y);
    }

    public static int compareFloats(float x, float y) {
        return x == y ? 0 : Float.compare(x, y);
    }

    public static int compareBytes(BytesVector a, int i, BytesVector b, int j) {
        int from = a.offsets()[i];
        int other = b.offsets()[j];
        return Arrays.compareUnsigned(a.bytes(), from, from + a.lengths()[i], b.bytes(), other, other + b.lengths()[j]);
    }

    private static BigDecimal decimal(DecimalVector vector, int row) {
        return Objects.requireNonNull(vector.values()[row]);
    }

    private static int compareArrays(ArrayVector a, int i, ArrayVector b, int j) {
        int common = Math.min(a.lengths()[i], b.lengths()[j]);
        for (int k = 0; k < common; k++) {
            int order = compareNullable(a.elements(), a.offsets()[i] + k, b.elements(), b.offsets()[j] + k);
            if (order != 0) return order;
        }
        return Integer.compare(a.lengths()[i], b.lengths()[j]);
    }

    private static int compareStructs(StructVector a, int i, StructVector b, int j) {
        for (int k = 0; k < a.fields().length; k++) {
            int order = compareNullable(a.fields()[k], i, b.fields()[k], j);
            if (order != 0) return order;
        }
        return 0;
    }
}
