package dev.sluice.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.stream.Trigger;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an earlier RocksDB wrote can still be read.
///
/// A file `checkpoint-rocksdb-<version>.txt` has a line for each file of a checkpoint: its path, and its bytes in
/// Base64. They are never written again; a RocksDB that writes other tables adds a new file, which [#main] prints.
class ShippedTablesTest {

    private static final int KEYS = 80;
    private static final int SHIPPED_ROWS = 15 * KEYS / 2;
    private static final int FILE_ROWS = 50;
    private static final long PAUSE_NANOS = 500_000_000;
    private static final String LOG_BEGINNING = "log/00000000000000000000.log";

    @TempDir
    Path directory;

    @Test
    void tablesOfRocksDb11GoOnInRocksDb() throws Exception {
        goOn("rocksdb");
    }

    @Test
    void tablesOfRocksDb11GoOnInMemory() throws Exception {
        goOn("memory");
    }

    private void goOn(String backend) throws Exception {
        unpack("checkpoint-rocksdb-11.8.1.txt");
        Path checkpoint = directory.resolve("checkpoint");
        try (Stream<Path> tables = Files.list(checkpoint.resolve("tables"))) {
            assertTrue(tables.findAny().isPresent());
        }
        assertFalse(Files.exists(checkpoint.resolve(LOG_BEGINNING)), "it could go on without the tables");
        // Each key once more.
        Map<Long, Long> counts = run(directory, backend, SHIPPED_ROWS, SHIPPED_ROWS + KEYS, () -> {});
        Map<Long, Long> expected = new TreeMap<>();
        for (long key = 0; key < KEYS; key++) expected.put(key, key < SHIPPED_ROWS % KEYS ? 9L : 8L);
        assertEquals(expected, counts);
    }

    private void unpack(String name) throws IOException {
        try (InputStream in = ShippedTablesTest.class.getResourceAsStream(name)) {
            String text = new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                String[] parts = line.split(" ", 2);
                Path file = directory.resolve("checkpoint").resolve(parts[0]);
                Files.createDirectories(file.getParent());
                Files.write(file, Base64.getDecoder().decode(parts[1]));
            }
        }
    }

    /// Counts keys, in files of a few rows each, and gives the counts that changed.
    private static Map<Long, Long> run(Path directory, String backend, int from, int until, Runnable pause)
            throws Exception {
        Path input = Files.createDirectories(directory.resolve("in"));
        for (int row = from; row < until; row += FILE_ROWS) {
            List<String> lines = LongStream.range(row, Math.min(until, row + FILE_ROWS))
                    .mapToObj(each -> String.valueOf(each % KEYS))
                    .toList();
            Files.write(input.resolve(String.format("%09d.txt", row)), lines);
        }
        Map<Long, Long> counts = new TreeMap<>();
        try (Session session = Session.builder()
                .config("sluice.state.backend", backend)
                .config("sluice.state.directory", directory.resolve("state").toString())
                .config("sluice.checkpoint.snapshotBytes", 2_000)
                .config("sluice.checkpoint.segmentBytes", 4_000)
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.sql.streaming.minBatchesToRetain", 1)
                .config("sluice.checkpoint.historySeconds", 0)
                .create()) {
            session.readStream()
                    .option("maxFilesPerTrigger", 1)
                    .text(input.toString())
                    .createOrReplaceTempView("lines");
            StreamingQuery query = session.sql("""
                            SELECT CAST(value AS BIGINT) AS k, count(*) AS n, max(repeat(value, 3)) AS text
                            FROM lines GROUP BY CAST(value AS BIGINT)""")
                    .writeStream()
                    .outputMode("update")
                    .option(
                            "checkpointLocation",
                            directory.resolve("checkpoint").toString())
                    .trigger(Trigger.AvailableNow())
                    .foreachBatch((batch, _) -> {
                        batch.collectAsList().forEach(row -> counts.put(row.getLong(0), row.getLong(1)));
                        pause.run();
                    })
                    .start();
            query.awaitTermination();
        }
        return counts;
    }

    /// A snapshot that is not whole when a run ends is given up.
    private static void letSnapshotsBeMade() {
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    /// Prints a checkpoint as the RocksDB of today writes it. Argument: an empty directory.
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        // Each run begins with a snapshot. From the second one on, the log's beginning is superfluous.
        for (int from = 0; from < SHIPPED_ROWS; from += SHIPPED_ROWS / 3) {
            run(directory, "rocksdb", from, from + SHIPPED_ROWS / 3, ShippedTablesTest::letSnapshotsBeMade);
        }
        Path checkpoint = directory.resolve("checkpoint");
        try (Stream<Path> files = Files.walk(checkpoint)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = checkpoint.relativize(file).toString().replace('\\', '/');
                System.out.println(name + " " + Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
            }
        }
    }
}
