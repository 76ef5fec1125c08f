package dev.sluice.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.storage.LocalStorage;
import dev.sluice.stream.Trigger;
import dev.sluice.testing.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Snapshots of state in RocksDB are its files: what did not change is not written again, by later runs neither.
class IncrementalSnapshotTest {

    private static final int KEYS = 6_000;

    @TempDir
    Path directory;

    private final Map<Long, Long> counts = new HashMap<>();
    private long rows;

    @Test
    void runsGoOnWithTheTablesOfTheRunsBefore() throws Exception {
        runUntilSaved();
        // RocksDB decides when it makes all tables anew, which may be just then; not ten times in a row.
        Set<String> before;
        Set<String> now = tables();
        int runs = 0;
        do {
            before = now;
            run("rocksdb", KEYS / 4);
            now = tables();
        } while (++runs < 10 && (now.equals(before) || Collections.disjoint(now, before)));
        assertFalse(now.equals(before) || Collections.disjoint(now, before), before + " before, then " + now);
        check();
    }

    @Test
    void whatWasSavedCanBeReadByEveryBackendAndByTheTools() throws Exception {
        run("rocksdb", KEYS);
        assertEquals(List.of(), verify());
        run("memory", KEYS);
        run("rocksdb", KEYS);
        check();
    }

    @Test
    void aDamagedTableIsNoticedBeforeItGivesAnAnswer() throws Exception {
        runUntilSaved();
        for (String name : tables()) {
            Path table = directory.resolve("checkpoint/tables").resolve(name);
            byte[] bytes = Files.readAllBytes(table);
            bytes[bytes.length / 2] ^= 4;
            Files.write(table, bytes);
        }
        String findings = verify().toString();
        assertTrue(findings.contains(".table is damaged at byte 0: the checksum of the file is wrong"), findings);
    }

    /// Whether each key was seen as often as it was written.
    private void check() {
        assertEquals(KEYS, counts.size());
        for (long key = 0; key < KEYS; key++) {
            long times = rows / KEYS + (key < rows % KEYS ? 1 : 0);
            assertEquals(times, counts.get(key), "key " + key);
        }
    }

    private List<String> verify() {
        return Checkpoints.verify(
                LocalStorage.ofMachine(), directory.resolve("checkpoint").toString());
    }

    /// A snapshot is made beside the query, and given up when that ends.
    private void runUntilSaved() throws Exception {
        do run("rocksdb", KEYS);
        while (tables().isEmpty());
    }

    private Set<String> tables() throws IOException {
        if (!Files.exists(directory.resolve("checkpoint/tables"))) return new TreeSet<>();
        try (Stream<Path> files = Files.list(directory.resolve("checkpoint/tables"))) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /// Counts keys, in so many more rows, in files of a few hundred each.
    private void run(String backend, int more) throws Exception {
        Path input = Files.createDirectories(directory.resolve("in"));
        for (int from = 0; from < more; from += 300) {
            int size = Math.min(300, more - from);
            List<String> lines = Stream.iterate(rows, row -> row + 1)
                    .limit(size)
                    .map(row -> String.valueOf(row % KEYS))
                    .toList();
            Files.write(input.resolve(String.format("%09d.txt", rows)), lines);
            rows += size;
        }
        try (Session session = Session.builder()
                .config("sluice.state.backend", backend)
                .config("sluice.state.directory", directory.resolve("state").toString())
                .config("sluice.checkpoint.snapshotBytes", 20_000)
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.sql.streaming.minBatchesToRetain", 2)
                .config("sluice.checkpoint.historySeconds", 0)
                .create()) {
            session.readStream()
                    .option("maxFilesPerTrigger", 1)
                    .text(input.toString())
                    .createOrReplaceTempView("lines");
            StreamingQuery query = session.sql("""
                            SELECT CAST(value AS BIGINT) AS k, count(*) AS n, max(repeat(value, 10)) AS text
                            FROM lines GROUP BY CAST(value AS BIGINT)""")
                    .writeStream()
                    .outputMode("update")
                    .option(
                            "checkpointLocation",
                            directory.resolve("checkpoint").toString())
                    .trigger(Trigger.AvailableNow())
                    .foreachBatch((batch, _) ->
                            batch.collectAsList().forEach(row -> counts.put(row.getLong(0), row.getLong(1))))
                    .start();
            query.awaitTermination();
        }
    }
}
