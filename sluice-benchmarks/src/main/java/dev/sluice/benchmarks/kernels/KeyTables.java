package dev.sluice.benchmarks.kernels;

import dev.sluice.type.DataType;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.KeyTable;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
/// Tables of keys: the state's and the groups' way from a key to a slot.

@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeyTables {

    private static final int ROWS = 4096;
    private static final List<DataType> KEY = List.of(DataType.Atomic.LONG);

    /// How many keys the table has: few that stay in a cache, or many that don't.
    @Param({"10000", "5000000"})
    public int keys;

    private KeyTable table = new KeyTable();
    private final KeyEncoder encoder = new KeyEncoder(KEY);
    private final KeyEncoder others = new KeyEncoder(KEY);
    private KeyBatch there = encoder.encode(new Vector[] {column(0)}, Selection.all(ROWS));
    private KeyBatch missing = there;
    private final int[] slots = new int[ROWS];
    private SplittableRandom chance = new SplittableRandom(1);

    @Setup(Level.Trial)
    public void fill() {
        table = new KeyTable();
        for (long first = 0; first < keys; first += ROWS) {
            table.add(encoder.encode(new Vector[] {column(first)}, Selection.all(ROWS)), slots);
        }
    }

    /// Other keys each time, or the cache would learn them.
    @Setup(Level.Invocation)
    public void choose() {
        long[] some = new long[ROWS];
        for (int i = 0; i < ROWS; i++) some[i] = chance.nextInt(keys);
        there = encoder.encode(new Vector[] {new LongVector(some, null, ROWS)}, Selection.all(ROWS));
        long[] none = new long[ROWS];
        for (int i = 0; i < ROWS; i++) none[i] = -1L - chance.nextInt(keys);
        missing = others.encode(new Vector[] {new LongVector(none, null, ROWS)}, Selection.all(ROWS));
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int[] findKeys() {
        table.add(there, slots);
        return slots;
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int findMissingKeys() {
        int found = 0;
        for (int i = 0; i < ROWS; i++) {
            found += table.find(missing.bytes(), missing.offsets()[i], missing.lengths()[i], missing.hashes()[i]);
        }
        return found;
    }

    /// Into an empty table, which grows.
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public KeyTable addKeys() {
        var fresh = new KeyTable();
        fresh.add(missing, slots);
        return fresh;
    }

    private static LongVector column(long first) {
        long[] values = new long[ROWS];
        for (int i = 0; i < ROWS; i++) values[i] = first + i;
        return new LongVector(values, null, ROWS);
    }
}
