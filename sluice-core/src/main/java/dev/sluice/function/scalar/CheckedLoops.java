package dev.sluice.function.scalar;

import dev.sluice.function.Columns;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.vector.DoubleVector;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.LongVector;
import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;

/// Kernels for arithmetic that may overflow, which it hardly ever does.
///
/// A loop without branches runs over all rows, nulls and rows not selected too, and notes whether anything overflowed.
/// Only then, or where few rows are selected, does the exact operation look at each selected row, and throw if it must.
final class CheckedLoops {

    private static final int SPARSE = 4;

    private CheckedLoops() {}

    /// A whole loop over `out[row] = left[row & leftMask] ∘ right[row & rightMask]`.
    interface LongLoop {
        /// @return a negative number if a row overflowed
        long run(long[] left, int leftMask, long[] right, int rightMask, long[] out, int size);
    }

    interface IntLoop {
        /// @return a negative number if a row overflowed
        int run(int[] left, int leftMask, int[] right, int rightMask, int[] out, int size);
    }

    interface DoubleLoop {
        void run(double[] left, int leftMask, double[] right, int rightMask, double[] out, int size);
    }

    static Kernel longs(LongLoop loop, LongBinaryOperator exact) {
        return Kernels.overFlat((arguments, rows, size, _) -> {
            long[] left = Columns.longs(arguments[0]);
            long[] right = Columns.longs(arguments[1]);
            int leftMask = Columns.mask(arguments[0]);
            int rightMask = Columns.mask(arguments[1]);
            boolean[] nulls = Columns.anyNull(arguments, size);
            long[] out = new long[size];
            boolean dense = rows.size() > size / SPARSE;
            if (!dense || loop.run(left, leftMask, right, rightMask, out, size) < 0) {
                for (int i = 0; i < rows.size(); i++) {
                    int row = rows.row(i);
                    if (nulls != null && nulls[row]) continue;
                    out[row] = exact.applyAsLong(left[row & leftMask], right[row & rightMask]);
                }
            }
            return new LongVector(out, nulls, size);
        });
    }

    static Kernel ints(IntLoop loop, IntBinaryOperator exact) {
        return Kernels.overFlat((arguments, rows, size, _) -> {
            int[] left = Columns.ints(arguments[0]);
            int[] right = Columns.ints(arguments[1]);
            int leftMask = Columns.mask(arguments[0]);
            int rightMask = Columns.mask(arguments[1]);
            boolean[] nulls = Columns.anyNull(arguments, size);
            int[] out = new int[size];
            boolean dense = rows.size() > size / SPARSE;
            if (!dense || loop.run(left, leftMask, right, rightMask, out, size) < 0) {
                for (int i = 0; i < rows.size(); i++) {
                    int row = rows.row(i);
                    if (nulls != null && nulls[row]) continue;
                    out[row] = exact.applyAsInt(left[row & leftMask], right[row & rightMask]);
                }
            }
            return new IntVector(out, nulls, size);
        });
    }

    static Kernel doubles(DoubleLoop loop) {
        return Kernels.overFlat((arguments, _, size, _) -> {
            double[] out = new double[size];
            loop.run(
                    Columns.doubles(arguments[0]),
                    Columns.mask(arguments[0]),
                    Columns.doubles(arguments[1]),
                    Columns.mask(arguments[1]),
                    out,
                    size);
            return new DoubleVector(out, Columns.anyNull(arguments, size), size);
        });
    }
}
