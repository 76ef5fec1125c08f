package dev.sluice.builtin;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Split;
import dev.sluice.connector.StaticInput;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.LongVector;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `range(start, end, step, partitions)`: the numbers from `start`, before `end`, in one column `id`.
public record RangeInput(long start, long end, long step, int partitions) implements StaticInput {

    private static final DataType.Struct SCHEMA = DataType.Struct.of(new Field("id", DataType.Atomic.LONG, false));

    public RangeInput {
        if (step == 0) throw new IllegalArgumentException("step cannot be 0");
        if (partitions < 1) throw new IllegalArgumentException("at least one partition, not " + partitions);
    }

    @Override
    public DataType.Struct schema() {
        return SCHEMA;
    }

    @Override
    public String description() {
        return "Range (" + start + ", " + end + ", step=" + step + ", splits=" + partitions + ")";
    }

    /// How many numbers there are. (From one end of the longs to the other there are more than a long can say.)
    public BigInteger count() {
        var width = BigInteger.valueOf(end).subtract(BigInteger.valueOf(start));
        var stride = BigInteger.valueOf(step);
        if (width.signum() != stride.signum()) return BigInteger.ZERO;
        return width.abs().add(stride.abs()).subtract(BigInteger.ONE).divide(stride.abs());
    }

    @Override
    public List<Split> splits() {
        BigInteger count = count();
        var splits = new ArrayList<Split>();
        for (int i = 0; i < partitions; i++) {
            BigInteger from = part(count, i);
            long rows = part(count, i + 1).subtract(from).longValueExact();
            // Wrapping around is right here: the number itself fits.
            long first = start + step * from.longValue();
            if (rows > 0) splits.add(() -> new Numbers(first, rows));
        }
        return splits;
    }

    private BigInteger part(BigInteger count, int i) {
        return count.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(partitions));
    }

    private final class Numbers implements ChunkReader {
        private long next;
        private long rest;

        Numbers(long first, long rows) {
            next = first;
            rest = rows;
        }

        @Override
        public @Nullable Chunk read() {
            if (rest == 0) return null;
            int size = (int) Math.min(Chunk.ROWS, rest);
            long[] numbers = new long[size];
            for (int i = 0; i < size; i++) numbers[i] = next + i * step;
            next += size * step;
            rest -= size;
            return Chunk.of(size, new LongVector(numbers, null, size));
        }

        @Override
        public void close() {}
    }
}
