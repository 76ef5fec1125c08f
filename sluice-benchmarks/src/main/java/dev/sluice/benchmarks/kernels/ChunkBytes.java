package dev.sluice.benchmarks.kernels;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ByteReader;
import dev.sluice.vector.ByteWriter;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.ChunkCodec;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
/// Chunks as bytes, as they lie in the log, in snapshots and at an exchange.

@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChunkBytes {

    private static final int ROWS = 4096;
    private static final List<DataType> TYPES = List.of(Atomic.LONG, Atomic.STRING, Atomic.DOUBLE);

    private final ChunkCodec codec = new ChunkCodec(TYPES);
    private final Chunk chunk = Rows.chunk(ROWS, 1);
    private final ByteWriter out = new ByteWriter(1 << 18);
    private final byte[] bytes = codec.encode(chunk);

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public ByteWriter encodeChunk() {
        out.clear();
        codec.encode(chunk, out);
        return out;
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Chunk decodeChunk() {
        return codec.decode(new ByteReader(bytes));
    }
}
