package dev.sluice.evaluator;

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

/// A flat vector with other nulls over the same values.
final class MaskedNulls {

    private MaskedNulls() {}

    static Vector apply(Vector flat, boolean @Nullable [] nulls, int size) {
        return switch (flat) {
            case NullVector v -> v;
            case BooleanVector v -> new BooleanVector(v.values(), nulls, size);
            case IntVector v -> new IntVector(v.values(), nulls, size);
            case LongVector v -> new LongVector(v.values(), nulls, size);
            case FloatVector v -> new FloatVector(v.values(), nulls, size);
            case DoubleVector v -> new DoubleVector(v.values(), nulls, size);
            case BytesVector v -> new BytesVector(v.bytes(), v.offsets(), v.lengths(), nulls, size);
            case ArrayVector v -> new ArrayVector(v.offsets(), v.lengths(), v.elements(), nulls, size);
            case MapVector v -> new MapVector(v.offsets(), v.lengths(), v.keys(), v.values(), nulls, size);
            case StructVector v -> new StructVector(v.fields(), nulls, size);
            case DecimalVector v -> {
                @Nullable BigDecimal[] values = Arrays.copyOf(v.values(), size);
                for (int i = 0; nulls != null && i < size; i++) {
                    if (nulls[i]) values[i] = null;
                }
                yield new DecimalVector(values, size);
            }
            case ConstantVector _, DictionaryVector _ -> throw new IllegalArgumentException("not flat");
        };
    }
}
