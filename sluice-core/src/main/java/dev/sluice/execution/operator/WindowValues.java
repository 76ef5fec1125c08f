package dev.sluice.execution.operator;

import dev.sluice.expression.WindowCall;
import dev.sluice.expression.WindowValue;
import dev.sluice.function.WindowFunction;
import dev.sluice.vector.DoubleVector;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;

/// What functions over rows give, once partitions and frames are known.
final class WindowValues {

    private WindowValues() {}

    /// @param taken the rows that an aggregate's filter lets through
    /// @param lower the first row of each row's frame
    /// @param upper the row behind its last
    static Vector of(WindowCall call, Vector[] arguments, Selection taken, WindowRows rows, int[] lower, int[] upper) {
        return switch (call.value()) {
            case WindowValue.Aggregate(var function) ->
                FrameAggregate.of(function, arguments, taken, rows, lower, upper);
            case WindowValue.Place(WindowFunction function) -> place(function, rows);
            case WindowValue.Tile(int parts) -> tiles(parts, rows);
            case WindowValue.Neighbour(int distance, boolean ignoresNulls) -> {
                int[] found = ignoresNulls
                        ? PresentRows.of(arguments[0], rows.count()).neighbours(rows, distance)
                        : neighbours(rows, distance);
                yield taken(call, arguments, found);
            }
            case WindowValue.Nth(int number, boolean fromEnd, boolean ignoresNulls) -> {
                int[] found = ignoresNulls
                        ? PresentRows.of(arguments[0], rows.count()).nth(lower, upper, number, fromEnd)
                        : nth(lower, upper, number, fromEnd);
                yield taken(call, arguments, found);
            }
        };
    }

    private static Vector place(WindowFunction function, WindowRows rows) {
        return switch (function) {
            case ROW_NUMBER -> {
                int[] numbers = new int[rows.count()];
                for (int row = 0; row < numbers.length; row++) numbers[row] = row - rows.partitionStart()[row] + 1;
                yield new IntVector(numbers, null, numbers.length);
            }
            case RANK -> {
                int[] ranks = new int[rows.count()];
                for (int row = 0; row < ranks.length; row++) {
                    ranks[row] = rows.peerStart()[row] - rows.partitionStart()[row] + 1;
                }
                yield new IntVector(ranks, null, ranks.length);
            }
            case DENSE_RANK -> new IntVector(denseRanks(rows), null, rows.count());
            case PERCENT_RANK -> {
                double[] shares = new double[rows.count()];
                for (int row = 0; row < shares.length; row++) {
                    int start = rows.partitionStart()[row];
                    int others = rows.partitionEnd()[row] - start - 1;
                    shares[row] = others == 0 ? 0 : (double) (rows.peerStart()[row] - start) / others;
                }
                yield new DoubleVector(shares, null, shares.length);
            }
            case CUME_DIST -> {
                double[] shares = new double[rows.count()];
                for (int row = 0; row < shares.length; row++) {
                    int start = rows.partitionStart()[row];
                    shares[row] = (double) (rows.peerEnd()[row] - start) / (rows.partitionEnd()[row] - start);
                }
                yield new DoubleVector(shares, null, shares.length);
            }
            case LAG, LEAD, NTH_VALUE, NTILE -> throw new IllegalArgumentException("no place: " + function);
        };
    }

    private static int[] denseRanks(WindowRows rows) {
        int[] ranks = new int[rows.count()];
        for (int row = 0; row < ranks.length; row++) {
            if (rows.partitionStart()[row] == row) {
                ranks[row] = 1;
            } else {
                ranks[row] = ranks[row - 1] + (rows.peerStart()[row] == row ? 1 : 0);
            }
        }
        return ranks;
    }

    /// The first parts are one row longer where the rows don't divide evenly.
    private static Vector tiles(int parts, WindowRows rows) {
        int[] tiles = new int[rows.count()];
        for (int row = 0; row < tiles.length; row++) {
            int start = rows.partitionStart()[row];
            int total = rows.partitionEnd()[row] - start;
            int size = total / parts;
            int longer = total % parts;
            int place = row - start;
            int inLonger = longer * (size + 1);
            tiles[row] = 1 + (place < inLonger ? place / (size + 1) : longer + (place - inLonger) / size);
        }
        return new IntVector(tiles, null, tiles.length);
    }

    private static int[] neighbours(WindowRows rows, int distance) {
        int[] found = new int[rows.count()];
        for (int row = 0; row < found.length; row++) {
            long other = (long) row + distance;
            boolean there = other >= rows.partitionStart()[row] && other < rows.partitionEnd()[row];
            found[row] = there ? (int) other : -1;
        }
        return found;
    }

    private static int[] nth(int[] lower, int[] upper, int number, boolean fromEnd) {
        int[] found = new int[lower.length];
        for (int row = 0; row < found.length; row++) {
            boolean there = number <= upper[row] - lower[row];
            found[row] = !there ? -1 : fromEnd ? upper[row] - number : lower[row] + number - 1;
        }
        return found;
    }

    /// The first argument at the rows found; the second one of the current row, or null, where none was.
    private static Vector taken(WindowCall call, Vector[] arguments, int[] found) {
        VectorBuilder taken = VectorBuilder.of(call.column().type(), found.length);
        for (int row = 0; row < found.length; row++) {
            if (found[row] >= 0) {
                taken.append(arguments[0], found[row]);
            } else if (arguments.length > 1) {
                taken.append(arguments[1], row);
            } else {
                taken.appendNull();
            }
        }
        return taken.build();
    }
}
