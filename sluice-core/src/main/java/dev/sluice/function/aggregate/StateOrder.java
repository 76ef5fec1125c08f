package dev.sluice.function.aggregate;

import dev.sluice.vector.BooleanVector;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.DecimalVector;
import dev.sluice.vector.DoubleVector;
import dev.sluice.vector.FloatVector;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.ValueOrder;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Objects;

/// Compares a row with what a slot holds, neither of them null.
final class StateOrder {

    private StateOrder() {}

    /// @param flat a flat vector
    static int compare(Vector flat, int row, MutableVector state, int slot) {
        return switch (state) {
            case MutableVector.Longs longs -> Long.compare(whole(flat, row), longs.get(slot));
            case MutableVector.Doubles doubles -> ValueOrder.compareDoubles(floating(flat, row), doubles.get(slot));
            case MutableVector.Bytes bytes -> compare((BytesVector) flat, row, Objects.requireNonNull(bytes.get(slot)));
            case MutableVector.Objects objects ->
                compare(flat, row, objects, Objects.requireNonNull(objects.get(slot)));
        };
    }

    private static int compare(BytesVector values, int row, byte[] known) {
        int from = values.offsets()[row];
        return Arrays.compareUnsigned(values.bytes(), from, from + values.lengths()[row], known, 0, known.length);
    }

    private static int compare(Vector flat, int row, MutableVector state, Object known) {
        if (flat instanceof DecimalVector decimals && known instanceof BigDecimal other) {
            return Objects.requireNonNull(decimals.values()[row]).compareTo(other);
        }
        return ValueOrder.compare(flat, row, Vectors.single(state.type(), known), 0);
    }

    private static long whole(Vector flat, int row) {
        return switch (flat) {
            case LongVector v -> v.values()[row];
            case IntVector v -> v.values()[row];
            case BooleanVector v -> v.values()[row] ? 1 : 0;
            default -> throw new IllegalArgumentException("not a whole number: " + flat.physical());
        };
    }

    private static double floating(Vector flat, int row) {
        return flat instanceof FloatVector v ? v.values()[row] : ((DoubleVector) flat).values()[row];
    }
}
