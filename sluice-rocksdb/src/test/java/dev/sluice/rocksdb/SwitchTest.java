package dev.sluice.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.error.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The backend is chosen at each start, whatever it was before.
class SwitchTest {

    private static final String SPARK = "org.apache.spark.sql.execution.streaming.state.";
    private static final String PROVIDER = "spark.sql.streaming.stateStore.providerClass";
    private static final String BACKEND = "sluice.state.backend";

    @TempDir
    Path directory;

    private final Map<String, Long> counts = new TreeMap<>();

    @Test
    void aQueryGoesOnInAnotherBackendAndBack() throws Exception {
        run("to be or", Map.of());
        run("not to be", Map.of(BACKEND, "rocksdb"));
        run("that is", Map.of(BACKEND, "memory"));
        run("the question to be", Map.of(PROVIDER, SPARK + "RocksDBStateStoreProvider"));
        run("or not", Map.of(PROVIDER, SPARK + "HDFSBackedStateStoreProvider"));
        assertEquals("{be=3, is=1, not=2, or=2, question=1, that=1, the=1, to=3}", counts.toString());
    }

    @Test
    void progressHasSparksNamesAndNoFilesAreLeft() throws Exception {
        StreamingQuery query = run("to be or not to be", Map.of(BACKEND, "rocksdb"));
        Map<String, Long> metrics =
                query.recentProgress()[0].stateOperators().getFirst().customMetrics();
        assertTrue(metrics.keySet().containsAll(Set.of("rocksdbPutCount", "rocksdbSstFileSize")), metrics::toString);
        try (Stream<Path> left = Files.list(directory.resolve("state"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void whatAKilledProcessLeftIsTakenAway() throws Exception {
        assertTakenAway("sluice-state-1-killed");
    }

    /// In a container each life of a process has the number of the one before.
    @Test
    void whatAKilledProcessOfTheSameNumberLeftIsTakenAway() throws Exception {
        assertTakenAway("sluice-state-" + ProcessHandle.current().pid() + "-killed");
    }

    /// It was killed while it filled the directory from a snapshot, so there is no file of RocksDB's that is locked.
    private void assertTakenAway(String name) throws Exception {
        Path left = Files.createDirectories(directory.resolve("state").resolve(name));
        Path lock = Files.writeString(left.resolveSibling(name + ".lock"), "");
        Files.writeString(left.resolve("000007.sst"), "rows");
        run("to be", Map.of(BACKEND, "rocksdb"));
        assertFalse(Files.exists(left));
        assertFalse(Files.exists(lock));
    }

    @Test
    void aCompressionThatThereIsNotIsRefused() {
        String key = "spark.sql.streaming.stateStore.rocksdb.compression";
        SluiceException refused =
                assertThrows(SluiceException.class, () -> run("to be", Map.of(BACKEND, "rocksdb", key, "lz5")));
        assertTrue(String.valueOf(refused.getMessage()).contains("lz5"), refused.getMessage());
    }

    @Test
    void aNameThatNobodyHasIsRefused() {
        SluiceException refused = assertThrows(SluiceException.class, () -> run("to be", Map.of(BACKEND, "rockdb")));
        assertTrue(String.valueOf(refused.getMessage()).contains("rockdb"), refused.getMessage());
    }

    /// Counts the words of one more file.
    private StreamingQuery run(String text, Map<String, String> settings) throws IOException, TimeoutException {
        Path input = Files.createDirectories(directory.resolve("in"));
        try (Stream<Path> files = Files.list(input)) {
            Files.writeString(input.resolve(files.count() + ".txt"), text + "\n");
        }
        Session.Builder builder = Session.builder()
                .config("sluice.state.directory", directory.resolve("state").toString());
        settings.forEach(builder::config);
        try (Session session = builder.create()) {
            session.readStream().text(input.toString()).createOrReplaceTempView("lines");
            StreamingQuery query = session.sql("""
                            SELECT word, count(*) AS n
                            FROM (SELECT explode(split(value, ' ')) AS word FROM lines) GROUP BY word""")
                    .writeStream()
                    .outputMode("update")
                    .option(
                            "checkpointLocation",
                            directory.resolve("checkpoint").toString())
                    .trigger(dev.sluice.stream.Trigger.AvailableNow())
                    .foreachBatch((rows, _) ->
                            rows.collectAsList().forEach(row -> counts.put(row.getString(0), row.getLong(1))))
                    .start();
            query.awaitTermination();
            return query;
        }
    }
}
