package dev.sluice.benchmarks.kernels;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Split;
import dev.sluice.connector.StaticInput;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.DoubleVector;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.VectorBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/// Rows `a BIGINT, b STRING, c DOUBLE`, the same few chunks again and again, so that reading them costs nothing.
record Rows(int chunks) implements StaticInput {

    private static final int OWN = 16;

    /// A chunk of such rows.
    static Chunk chunk(int rows, long seed) {
        var chance = new SplittableRandom(seed);
        long[] numbers = new long[rows];
        double[] fractions = new double[rows];
        var texts = new VectorBuilder.Bytes(rows);
        for (int i = 0; i < rows; i++) {
            numbers[i] = chance.nextInt(100);
            fractions[i] = chance.nextInt(1000) / 8.0;
            texts.append((chance.nextBoolean() ? "xylophone " : "guitar ") + chance.nextInt(1000));
        }
        return Chunk.of(
                rows, new LongVector(numbers, null, rows), texts.build(), new DoubleVector(fractions, null, rows));
    }

    @Override
    public DataType.Struct schema() {
        return DataType.Struct.of(
                Field.of("a", Atomic.LONG), Field.of("b", Atomic.STRING), Field.of("c", Atomic.DOUBLE));
    }

    @Override
    public String description() {
        return "rows";
    }

    @Override
    public List<Split> splits() {
        List<Chunk> own = new ArrayList<>();
        for (int i = 0; i < OWN; i++) own.add(chunk(Chunk.ROWS, i));
        List<Chunk> all = Collections.nCopies(chunks / OWN, own).stream()
                .flatMap(List::stream)
                .toList();
        return List.of(() -> ChunkReader.of(all));
    }
}
