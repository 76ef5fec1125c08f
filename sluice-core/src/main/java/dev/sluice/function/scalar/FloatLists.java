package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.FloatVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Vectors in the sense of geometry: lists of FLOAT. One with a NULL in it is unknown.
public final class FloatLists {

    /// Spark sums so many products at a time, and rounding depends on that.
    private static final int BLOCK = 8;

    private FloatLists() {}

    /// What is summed, by its place.
    interface Term {
        float at(int i);
    }

    interface OfTwo {
        /// @return null if there is no answer
        @Nullable
        Float apply(float[] left, float[] right);
    }

    /// The items of a list, or null if one of them is NULL.
    public static float @Nullable [] items(Vector lists, int row) {
        ArrayVector array = (ArrayVector) lists;
        Vector elements = Vectors.flatten(array.elements());
        int from = array.offsets()[row];
        int to = from + array.lengths()[row];
        if (from == to) return new float[0];
        for (int i = from; i < to; i++) {
            if (elements.isNull(i)) return null;
        }
        return Arrays.copyOfRange(((FloatVector) elements).values(), from, to);
    }

    static float @Nullable [] items(Row row, int argument) {
        return items(row.vector(argument), row.position(argument));
    }

    /// Adds up in Spark's order: blocks of eight, then what is left one by one.
    static float sum(int count, Term term) {
        float sum = 0;
        int i = 0;
        for (; i + BLOCK <= count; i += BLOCK) {
            float block = term.at(i);
            for (int j = 1; j < BLOCK; j++) block += term.at(i + j);
            sum += block;
        }
        for (; i < count; i++) sum += term.at(i);
        return sum;
    }

    /// A kernel of two lists of the same length.
    static Kernel ofTwo(String function, OfTwo formula) {
        return Kernels.rowsTo(Atomic.FLOAT, VectorBuilder.Floats.class, (row, out) -> {
            int leftSize = size(row, 0);
            int rightSize = size(row, 1);
            if (leftSize != rightSize) throw mismatch(function, leftSize, rightSize);
            float[] left = items(row, 0);
            float[] right = items(row, 1);
            Float value = left == null || right == null ? null : formula.apply(left, right);
            if (value == null) {
                out.appendNull();
            } else {
                out.append(value);
            }
        });
    }

    private static int size(Row row, int argument) {
        return ((ArrayVector) row.vector(argument)).lengths()[row.position(argument)];
    }

    public static SluiceException mismatch(String function, int left, int right) {
        return ErrorCondition.VECTOR_DIMENSION_MISMATCH
                .error()
                .with("functionName", "`" + function + "`")
                .with("leftDim", left)
                .with("rightDim", right)
                .build();
    }
}
