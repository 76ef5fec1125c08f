package dev.sluice.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.connector.ChunkReader;
import dev.sluice.progress.QueryProgress;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.LongVector;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowLatenciesTest {

    private static final long NOW = 1L << 60;

    private final RowLatencies latencies = new RowLatencies();

    private void read(long micros, int rows) {
        Chunk chunk = Chunk.of(rows, new LongVector(new long[rows], null, rows));
        try (ChunkReader reader = latencies
                .watch(() -> ChunkReader.ofArrived(List.of(new ChunkReader.Arrived(chunk, NOW - micros))))
                .open()) {
            while (reader.read() != null) {}
        }
        latencies.reached(NOW);
    }

    @Test
    void nothingIsToldOfSourcesThatDoNotKnow() {
        Chunk chunk = Chunk.of(1, new LongVector(new long[1], null, 1));
        try (ChunkReader reader =
                latencies.watch(() -> ChunkReader.of(List.of(chunk))).open()) {
            assertNotNull(reader.read());
        }
        latencies.reached(NOW);
        assertNull(latencies.told());
    }

    @Test
    void eachRowOfAChunkCounts() {
        read(7, 98);
        read(20, 2);
        assertEquals(new QueryProgress.RowLatency(100, 7, 20, 20), latencies.told());
    }

    @Test
    void aClockThatIsPutBackMakesNoRowFasterThanNothing() {
        read(-5_000, 1);
        assertEquals(new QueryProgress.RowLatency(1, 0, 0, 0), latencies.told());
    }

    /// Against the sorted lengths themselves.
    @ParameterizedTest
    @ValueSource(ints = {6, 20, 40, 59})
    void figuresAreRightToAThirtieth(int bits) {
        var random = new SplittableRandom(bits);
        long[] all = LongStream.generate(() -> random.nextLong(1L << random.nextInt(1, bits)))
                .limit(1_000)
                .toArray();
        for (long micros : all) read(micros, 1);
        Arrays.sort(all);
        QueryProgress.RowLatency told = latencies.told();
        assertNotNull(told);
        assertNear(all[499], told.p50Micros());
        assertNear(all[989], told.p99Micros());
        assertEquals(all[999], told.maxMicros());
    }

    private static void assertNear(long exact, long told) {
        assertTrue(told >= exact && told - exact <= exact / 30 + 1, () -> told + " for " + exact);
    }
}
