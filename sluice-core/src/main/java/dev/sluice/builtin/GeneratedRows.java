package dev.sluice.builtin;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Split;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.LongVector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Numbers with timestamps, evenly spread over a length of time and dealt out to several readers in turn:
///
/// ```text
/// values     10 11 12 13 14 15 16
/// reader 0   10       13       16
/// reader 1      11       14
/// reader 2         12       15
/// ```
final class GeneratedRows implements ChunkReader {

    private static final long MICROS_PER_MILLI = 1000;

    private final long startMillis;
    private final double millisPerRow;
    private final int step;
    private final long base;
    /// Counted from the base.
    private long next;
    private long rest;
    private long arrivedMicros = -1;

    private GeneratedRows(long base, long first, int step, long count, long startMillis, double millisPerRow) {
        this.base = base;
        this.step = step;
        this.startMillis = startMillis;
        this.millisPerRow = millisPerRow;
        next = first;
        rest = count;
    }

    /// The values `from` and on, before `to`.
    ///
    /// @param splitCount how many splits at most; none is empty
    /// @param startMillis the time of the first value
    static List<Split> splits(long from, long to, int splitCount, long startMillis, double millisPerRow) {
        long rows = to - from;
        int step = (int) Math.min(splitCount, rows);
        var splits = new ArrayList<Split>();
        for (int i = 0; i < step; i++) {
            int first = i;
            long count = (rows - 1 - i) / step + 1;
            splits.add(() -> new GeneratedRows(from, first, step, count, startMillis, millisPerRow));
        }
        return splits;
    }

    @Override
    public @Nullable Chunk read() {
        if (rest == 0) return null;
        int size = (int) Math.min(Chunk.ROWS, rest);
        long[] micros = new long[size];
        long[] values = new long[size];
        for (int i = 0; i < size; i++) {
            micros[i] = (startMillis + Math.round(next * millisPerRow)) * MICROS_PER_MILLI;
            values[i] = base + next;
            next += step;
        }
        rest -= size;
        arrivedMicros = micros[0];
        return Chunk.of(size, new LongVector(micros, null, size), new LongVector(values, null, size));
    }

    /// A row is there from its timestamp on.
    @Override
    public long arrivedMicros() {
        return arrivedMicros;
    }

    @Override
    public void close() {}
}
