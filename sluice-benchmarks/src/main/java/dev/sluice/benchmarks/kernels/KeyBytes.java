package dev.sluice.benchmarks.kernels;

import dev.sluice.type.DataType;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
/// Key columns written as the bytes that tables hold and partitions are chosen by.

@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeyBytes {

    private static final int ROWS = 4096;

    private final KeyEncoder numbers = new KeyEncoder(List.of(DataType.Atomic.LONG));
    private final KeyEncoder texts = new KeyEncoder(List.of(DataType.Atomic.STRING));
    private final Vector[] number = {number()};
    private final Vector[] text = {text()};

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public KeyBatch encodeNumbers() {
        return numbers.encode(number, Selection.all(ROWS));
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public KeyBatch encodeTexts() {
        return texts.encode(text, Selection.all(ROWS));
    }

    private static Vector number() {
        long[] values = new long[ROWS];
        for (int i = 0; i < ROWS; i++) values[i] = i * 7919L;
        return new LongVector(values, null, ROWS);
    }

    private static Vector text() {
        var texts = new VectorBuilder.Bytes(ROWS);
        for (int i = 0; i < ROWS; i++) texts.append("word-" + i * 7919 % 10_000);
        return texts.build();
    }
}
