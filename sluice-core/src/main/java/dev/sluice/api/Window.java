package dev.sluice.api;

/// Where windows over rows begin: `Window.partitionBy("dept").orderBy("id").rowsBetween(-1, Window.currentRow)`.
public final class Window {

    /// The bound at a partition's first row.
    public static final long unboundedPreceding = Long.MIN_VALUE;

    /// The bound at a partition's last row.
    public static final long unboundedFollowing = Long.MAX_VALUE;

    /// The bound at the row itself.
    public static final long currentRow = 0;

    private Window() {}

    public static WindowSpec partitionBy(Column... columns) {
        return WindowSpec.EMPTY.partitionBy(columns);
    }

    public static WindowSpec partitionBy(String first, String... rest) {
        return WindowSpec.EMPTY.partitionBy(first, rest);
    }

    public static WindowSpec orderBy(Column... columns) {
        return WindowSpec.EMPTY.orderBy(columns);
    }

    public static WindowSpec orderBy(String first, String... rest) {
        return WindowSpec.EMPTY.orderBy(first, rest);
    }

    /// @param start how many rows behind the current one the frame begins; negative is before it
    /// @param end likewise, where it ends
    public static WindowSpec rowsBetween(long start, long end) {
        return WindowSpec.EMPTY.rowsBetween(start, end);
    }

    /// @param start how far behind the current row's key the frame begins; negative is before it
    /// @param end likewise, where it ends
    public static WindowSpec rangeBetween(long start, long end) {
        return WindowSpec.EMPTY.rangeBetween(start, end);
    }
}
