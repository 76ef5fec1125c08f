package dev.sluice.benchmarks.kernels;

import dev.sluice.format.CsvLineParser;
import dev.sluice.format.CsvSettings;
import dev.sluice.format.JsonLineParser;
import dev.sluice.format.JsonSettings;
import dev.sluice.format.LineParser;
import dev.sluice.format.TextParser;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
/// Lines of text made into columns.

@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Parsing {

    private static final int ROWS = 4096;
    private static final DataType.Struct EVENT = DataType.Struct.of(
            Field.of("user_id", Atomic.STRING),
            Field.of("ad_id", Atomic.STRING),
            Field.of("event_type", Atomic.STRING),
            Field.of("event_time", Atomic.TIMESTAMP),
            Field.of("ip_address", Atomic.STRING));
    private static final DataType.Struct KEY = DataType.Struct.of(
            Field.of("key", Atomic.STRING), Field.of("value", Atomic.LONG), Field.of("price", Atomic.DOUBLE));

    /// Lines in one block, and where each begins; the last place is behind them all.
    private record Lines(byte[] block, int[] starts) {

        static Lines of(IntFunction<String> line) {
            var text = new StringBuilder();
            int[] starts = new int[ROWS + 1];
            for (int i = 0; i < ROWS; i++) {
                text.append(line.apply(i)).append('\n');
                starts[i + 1] = text.length();
            }
            return new Lines(text.toString().getBytes(StandardCharsets.US_ASCII), starts);
        }

        Chunk parsed(LineParser parser) {
            for (int i = 0; i < ROWS; i++) parser.line(block, starts[i], starts[i + 1] - 1);
            return parser.take();
        }
    }

    private final Lines events = Lines.of(i -> "{\"user_id\":\"a3f7-" + i * 7919 % 10_000 + "\",\"ad_id\":\"b8c1-"
            + i % 1000
            + "\",\"event_type\":\"" + (i % 3 == 0 ? "view" : "click") + "\",\"event_time\":\"2026-01-01T00:0" + i % 10
            + ":0" + i % 7 + ".125Z\",\"ip_address\":\"10.0." + i % 256 + ".7\"}");
    private final Lines keys = Lines.of(i -> "k" + (100_000_000 + i * 7919) + "," + i % 1000 + "," + i % 100 + ".25");
    private final LineParser json = new JsonLineParser(EVENT, JsonSettings.of(ZoneOffset.UTC));
    private final LineParser csv = new CsvLineParser(KEY, CsvSettings.of(ZoneOffset.UTC), false);
    private final LineParser text = new TextParser();

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Chunk parseJson() {
        return events.parsed(json);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Chunk parseCsv() {
        return keys.parsed(csv);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Chunk parseText() {
        return keys.parsed(text);
    }
}
