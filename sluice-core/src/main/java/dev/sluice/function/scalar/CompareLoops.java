package dev.sluice.function.scalar;

import dev.sluice.function.Columns;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.type.DataType;
import dev.sluice.vector.BooleanVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.ValueOrder;
import dev.sluice.vector.Vector;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Kernels that compare two columns: tight loops for the common kinds, [ValueOrder] for the others.
///
/// Numbers are compared in all rows, also where they are null or not selected: it costs less than asking.
final class CompareLoops {

    private CompareLoops() {}

    static Kernel equal(DataType type) {
        return switch (type.physical()) {
            case INT -> loop(CompareLoops::equalInts);
            case LONG -> loop(CompareLoops::equalLongs);
            case DOUBLE -> loop(CompareLoops::equalDoubles);
            case BYTES ->
                Kernels.bytesBytesToBoolean((a, i, n, b, j, m) -> n == m && Arrays.equals(a, i, i + n, b, j, j + m));
            case NULL, BOOLEAN, FLOAT, DECIMAL, ARRAY, MAP, STRUCT -> ordered(order -> order == 0);
        };
    }

    static Kernel less(DataType type) {
        return switch (type.physical()) {
            case INT -> loop(CompareLoops::lessInts);
            case LONG -> loop(CompareLoops::lessLongs);
            case DOUBLE -> loop(CompareLoops::lessDoubles);
            case BYTES ->
                Kernels.bytesBytesToBoolean((a, i, n, b, j, m) -> Arrays.compareUnsigned(a, i, i + n, b, j, j + m) < 0);
            case NULL, BOOLEAN, FLOAT, DECIMAL, ARRAY, MAP, STRUCT -> ordered(order -> order < 0);
        };
    }

    static Kernel lessOrEqual(DataType type) {
        return switch (type.physical()) {
            case INT -> loop(CompareLoops::lessOrEqualInts);
            case LONG -> loop(CompareLoops::lessOrEqualLongs);
            case DOUBLE -> loop(CompareLoops::lessOrEqualDoubles);
            case BYTES ->
                Kernels.bytesBytesToBoolean(
                        (a, i, n, b, j, m) -> Arrays.compareUnsigned(a, i, i + n, b, j, j + m) <= 0);
            case NULL, BOOLEAN, FLOAT, DECIMAL, ARRAY, MAP, STRUCT -> ordered(order -> order <= 0);
        };
    }

    private interface Loop {
        void run(Vector left, Vector right, boolean[] out, int size);
    }

    private static Kernel loop(Loop loop) {
        return Kernels.overFlat((arguments, _, size, _) -> {
            boolean[] out = new boolean[size];
            loop.run(arguments[0], arguments[1], out, size);
            return new BooleanVector(out, Columns.anyNull(arguments, size), size);
        });
    }

    private static Kernel ordered(IntPredicate wanted) {
        return Kernels.overFlat((arguments, rows, size, _) -> {
            boolean @Nullable [] nulls = Columns.anyNull(arguments, size);
            return new BooleanVector(compare(arguments, rows, nulls, size, wanted), nulls, size);
        });
    }

    private static boolean[] compare(
            Vector[] arguments, Selection rows, boolean @Nullable [] nulls, int size, IntPredicate wanted) {
        Vector left = Columns.flat(arguments[0]);
        Vector right = Columns.flat(arguments[1]);
        int leftMask = Columns.mask(arguments[0]);
        int rightMask = Columns.mask(arguments[1]);
        boolean[] out = new boolean[size];
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (nulls != null && nulls[row]) continue;
            out[row] = wanted.test(ValueOrder.compare(left, row & leftMask, right, row & rightMask));
        }
        return out;
    }

    private static void equalInts(Vector left, Vector right, boolean[] out, int size) {
        int[] a = Columns.ints(left);
        int[] b = Columns.ints(right);
        int leftMask = Columns.mask(left);
        int rightMask = Columns.mask(right);
        for (int i = 0; i < size; i++) out[i] = a[i & leftMask] == b[i & rightMask];
    }

    private static void equalLongs(Vector left, Vector right, boolean[] out, int size) {
        long[] a = Columns.longs(left);
        long[] b = Columns.longs(right);
        int leftMask = Columns.mask(left);
        int rightMask = Columns.mask(right);
        for (int i = 0; i < size; i++) out[i] = a[i & leftMask] == b[i & rightMask];
    }

    private static void equalDoubles(Vector left, Vector right, boolean[] out, int size) {
        double[] a = Columns.doubles(left);
        double[] b = Columns.doubles(right);
        int leftMask = Columns.mask(left);
        int rightMask = Columns.mask(right);
        for (int i = 0; i < size; i++) {
            double x = a[i & leftMask];
            double y = b[i & rightMask];
            out[i] = x == y | Double.isNaN(x) & Double.isNaN(y);
        }
    }

    private static void lessInts(Vector left, Vector right, boolean[] out, int size) {
        int[] a = Columns.ints(left);
        int[] b = Columns.ints(right);
        int leftMask = Columns.mask(left);
        int rightMask = Columns.mask(right);
        for (int i = 0; i < size; i++) out[i] = a[i & leftMask] < b[i & rightMask];
    }

    private static void lessLongs(Vector left, Vector right, boolean[] out, int size) {
        long[] a = Columns.longs(left);
        long[] b = Columns.longs(right);
        int leftMask = Columns.mask(left);
        int rightMask = Columns.mask(right);
        for (int i = 0; i < size; i++) out[i] = a[i & leftMask] < b[i & rightMask];
    }

    /// NaN is the greatest number, and equal to itself.
    private static void lessDoubles(Vector left, Vector right, boolean[] out, int size) {
        double[] a = Columns.doubles(left);
        double[] b = Columns.doubles(right);
        int leftMask = Columns.mask(left);
        int rightMask = Columns.mask(right);
        for (int i = 0; i < size; i++) {
            double x = a[i & leftMask];
            double y = b[i & rightMask];
            out[i] = x < y | !Double.isNaN(x) & Double.isNaN(y);
        }
    }

    private static void lessOrEqualInts(Vector left, Vector right, boolean[] out, int size) {
        int[] a = Columns.ints(left);
        int[] b = Columns.ints(right);
        int leftMask = Columns.mask(left);
        int rightMask = Columns.mask(right);
        for (int i = 0; i < size; i++) out[i] = a[i & leftMask] <= b[i & rightMask];
    }

    private static void lessOrEqualLongs(Vector left, Vector right, boolean[] out, int size) {
        long[] a = Columns.longs(left);
        long[] b = Columns.longs(right);
        int leftMask = Columns.mask(left);
        int rightMask = Columns.mask(right);
        for (int i = 0; i < size; i++) out[i] = a[i & leftMask] <= b[i & rightMask];
    }

    private static void lessOrEqualDoubles(Vector left, Vector right, boolean[] out, int size) {
        double[] a = Columns.doubles(left);
        double[] b = Columns.doubles(right);
        int leftMask = Columns.mask(left);
        int rightMask = Columns.mask(right);
        for (int i = 0; i < size; i++) {
            double x = a[i & leftMask];
            double y = b[i & rightMask];
            out[i] = x <= y | Double.isNaN(y);
        }
    }
}
