package dev.sluice.function;

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
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads flat vectors and constants alike: row `r` of either is `values[r & mask]`.
///
/// Not for dictionaries: [Kernels] lays them flat before a loop sees them.
public final class Columns {

    private Columns() {}

    /// 0 for a constant, whose only row stands for all, else all ones.
    public static int mask(Vector vector) {
        return vector instanceof ConstantVector ? 0 : -1;
    }

    /// The flat vector behind a constant, or the vector itself.
    public static Vector flat(Vector vector) {
        return vector instanceof ConstantVector(Vector value, _) ? value : vector;
    }

    public static boolean[] booleans(Vector vector) {
        return ((BooleanVector) flat(vector)).values();
    }

    public static int[] ints(Vector vector) {
        return ((IntVector) flat(vector)).values();
    }

    public static long[] longs(Vector vector) {
        return ((LongVector) flat(vector)).values();
    }

    public static float[] floats(Vector vector) {
        return ((FloatVector) flat(vector)).values();
    }

    public static double[] doubles(Vector vector) {
        return ((DoubleVector) flat(vector)).values();
    }

    public static @Nullable BigDecimal[] decimals(Vector vector) {
        return ((DecimalVector) flat(vector)).values();
    }

    public static BytesVector bytes(Vector vector) {
        return (BytesVector) flat(vector);
    }

    /// Which of the first `size` rows are null, or null if none is. The array may be the vector's own, and longer.
    public static boolean @Nullable [] nulls(Vector vector, int size) {
        return switch (vector) {
            case BooleanVector v -> v.nulls();
            case IntVector v -> v.nulls();
            case LongVector v -> v.nulls();
            case FloatVector v -> v.nulls();
            case DoubleVector v -> v.nulls();
            case BytesVector v -> v.nulls();
            case ArrayVector v -> v.nulls();
            case MapVector v -> v.nulls();
            case StructVector v -> v.nulls();
            case DecimalVector v -> {
                boolean[] nulls = new boolean[size];
                for (int i = 0; i < size; i++) nulls[i] = v.values()[i] == null;
                yield nulls;
            }
            case NullVector _ -> all(size);
            case ConstantVector v -> v.isNull(0) ? all(size) : null;
            case DictionaryVector v -> {
                boolean[] inner = nulls(v.dictionary(), v.dictionary().size());
                if (inner == null) yield null;
                boolean[] nulls = new boolean[size];
                for (int i = 0; i < size; i++) nulls[i] = inner[v.ids()[i]];
                yield nulls;
            }
        };
    }

    /// Rows in which any of the vectors is null, or null if none is.
    public static boolean @Nullable [] anyNull(Vector[] vectors, int size) {
        boolean[] any = null;
        boolean own = false;
        for (Vector vector : vectors) {
            boolean[] nulls = nulls(vector, size);
            if (nulls == null) continue;
            if (any == null) {
                any = nulls;
            } else {
                if (!own) any = Arrays.copyOf(any, size);
                own = true;
                for (int i = 0; i < size; i++) any[i] |= nulls[i];
            }
        }
        return any;
    }

    private static boolean[] all(int size) {
        boolean[] nulls = new boolean[size];
        Arrays.fill(nulls, true);
        return nulls;
    }
}
