package dev.sluice.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Sink;
import dev.sluice.connector.Wanted;
import dev.sluice.file.FileBytes;
import dev.sluice.file.FileWriting;
import dev.sluice.file.InputFile;
import dev.sluice.filesink.FileSink;
import dev.sluice.filesink.FileSinkSettings;
import dev.sluice.filesink.Manifest;
import dev.sluice.filesink.OutputFormat;
import dev.sluice.filesink.WrittenFile;
import dev.sluice.format.RowReader;
import dev.sluice.machine.Machine;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.testing.VirtualClock;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.VectorBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Output at a trigger of one second, in virtual time: an hour of it, or as much as `-Dhours=24` says.
class SmallFilesTest {

    private static final DataType.Struct SCHEMA =
            DataType.Struct.of(Field.of("n", DataType.Atomic.LONG), Field.of("text", DataType.Atomic.STRING));
    private static final int ROWS = 20;
    private static final long TARGET_BYTES = 256 << 10;

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final Machine machine =
            new Machine(clock, Thread.ofPlatform().daemon().factory(), new SplittableRandom(1));
    private final MemoryStorage storage = new MemoryStorage(clock::millis);
    private final FileWriting writing = new ParquetFormat()
            .writing(
                    new Options(Map.of()),
                    SCHEMA,
                    new Provider.Surroundings(machine, storage, ZoneOffset.UTC, 1, System.out));

    @Test
    void manySmallFilesBecomeFewOfTheTargetSize() throws IOException {
        int seconds = 3600 * Integer.getInteger("hours", 1);
        var output =
                new OutputFormat(storage, "out", SCHEMA, new int[0], new int[] {0, 1}, writing, ZoneOffset.UTC, true);
        var settings = new FileSinkSettings(10, true, 100, 600_000, Long.MAX_VALUE, TARGET_BYTES);
        try (var sink = new FileSink(output, settings, machine, Runnable::run, () -> {})) {
            for (int batch = 0; batch < seconds; batch++) {
                commit(sink, batch);
                clock.advance(Duration.ofSeconds(1));
            }
        }
        List<WrittenFile> files = new Manifest(storage, "out").files();
        long full = files.stream()
                .filter(file -> file.sizeBytes() >= TARGET_BYTES / 2)
                .count();
        long bytes = files.stream().mapToLong(WrittenFile::sizeBytes).sum();
        System.out.printf(
                "%d micro-batches: %d files of %d bytes together, %d of them of half the target size or more%n",
                seconds, files.size(), bytes, full);
        assertTrue(full >= bytes / TARGET_BYTES / 2, "few files are large");
        // Behind the last large one are those that together do not weigh half of one.
        assertTrue(files.size() - full <= 150, () -> files.size() + " files, of which " + full + " are large");
        assertTrue(files.stream().allMatch(file -> file.sizeBytes() <= TARGET_BYTES + TARGET_BYTES / 4));
        // What was merged is kept for ten minutes for who still reads it.
        assertTrue(
                storage.list("out").stream().filter(entry -> !entry.directory()).count() < 1300);
        assertEquals((long) seconds * ROWS, sumOfOnes(files, (long) seconds * ROWS));
    }

    private static void commit(Sink sink, int batch) {
        Sink.Batch output = sink.begin(batch, false);
        try (Sink.Writer writer = output.writer(0)) {
            var text = new VectorBuilder.Bytes(ROWS);
            long[] numbers = new long[ROWS];
            for (int i = 0; i < ROWS; i++) {
                numbers[i] = (long) batch * ROWS + i;
                text.append("event " + Long.toHexString(numbers[i] * 0x9E3779B97F4A7C15L));
            }
            BytesVector texts = text.build();
            writer.write(Chunk.of(ROWS, new LongVector(numbers, null, ROWS), texts));
        }
        output.commit();
    }

    /// The number of rows, each of which is there once.
    private long sumOfOnes(List<WrittenFile> files, long most) throws IOException {
        var seen = new java.util.BitSet((int) most);
        long rows = 0;
        for (WrittenFile file : files) {
            Storage.Entry there = storage.find(file.path()).orElseThrow();
            assertEquals(file.sizeBytes(), there.sizeBytes());
            var bytes = new FileBytes(storage, InputFile.of(there));
            try (RowReader reader = writing.rereading().orElseThrow().open(bytes, 0, bytes.size(), Wanted.ALL)) {
                for (Chunk chunk = reader.read(); chunk != null; chunk = reader.read()) {
                    var numbers = (LongVector) chunk.column(0);
                    for (int i = 0; i < chunk.rowCount(); i++) seen.set((int) numbers.values()[i]);
                    rows += chunk.rowCount();
                }
            }
        }
        assertEquals(rows, seen.cardinality());
        return rows;
    }
}
