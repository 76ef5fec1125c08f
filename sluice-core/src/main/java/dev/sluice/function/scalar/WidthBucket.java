package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.vector.VectorBuilder;

/// `width_bucket(x, from, to, n)`: which of n equal parts of a range a value lies in.
public final class WidthBucket {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("width_bucket")
            .summary(
                    "Gives the number of the part of a range in which a value lies, if the range is cut into so many "
                            + "equal parts; 0 before it and one more than there are behind it. NULL if there are no such parts.")
            .example("width_bucket(5.3, 0.2, 10.6, 5)", 3)
            .example("width_bucket(-2.1, 1.3, 3.4, 3)", 0)
            .example("width_bucket(1, 1, 1, 4)", null)
            .nullability(Nullability.ALWAYS)
            .overload(
                    "(DOUBLE, DOUBLE, DOUBLE, BIGINT) -> BIGINT",
                    Kernels.rowsToLong((row, out) ->
                            append(row.doubleAt(0), row.doubleAt(1), row.doubleAt(2), row.longAt(3), out)))
            .overload(
                    "(YEAR_MONTH_INTERVAL, YEAR_MONTH_INTERVAL, YEAR_MONTH_INTERVAL, BIGINT) -> BIGINT",
                    Kernels.rowsToLong(
                            (row, out) -> append(row.intAt(0), row.intAt(1), row.intAt(2), row.longAt(3), out)))
            .overload(
                    "(DAY_TIME_INTERVAL, DAY_TIME_INTERVAL, DAY_TIME_INTERVAL, BIGINT) -> BIGINT",
                    Kernels.rowsToLong((row, out) -> append(
                            (double) row.longAt(0),
                            (double) row.longAt(1),
                            (double) row.longAt(2),
                            row.longAt(3),
                            out)))
            .build();

    private WidthBucket() {}

    private static void append(double x, double from, double to, long count, VectorBuilder.Longs out) {
        boolean isRange = Double.isFinite(from) && Double.isFinite(to) && from != to;
        if (count <= 0 || count == Long.MAX_VALUE || Double.isNaN(x) || !isRange) {
            out.appendNull();
        } else {
            double low = Math.min(from, to);
            double high = Math.max(from, to);
            out.append(from < to ? rising(x, low, high, count) : falling(x, low, high, count));
        }
    }

    private static long rising(double x, double low, double high, long count) {
        if (x < low) return 0;
        return x >= high ? count + 1 : (long) (count * (x - low) / (high - low)) + 1;
    }

    private static long falling(double x, double low, double high, long count) {
        if (x > high) return 0;
        return x <= low ? count + 1 : (long) (count * (high - x) / (high - low)) + 1;
    }
}
