package dev.sluice.hadoop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.error.SluiceException;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.storage.StorageByScheme;
import dev.sluice.testing.storage.StorageContract;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HdfsStorageTest extends StorageContract {

    private final HdfsStorage files = HdfsProvider.storage(Cluster.root(), Cluster.settings());

    /// A client of its own for each would be a second each; they have nothing in common but the connection.
    @Override
    protected Storage open() {
        return files;
    }

    /// A process that died has its files open still.
    @Override
    protected Storage openAfterCrash() {
        return HdfsProvider.storage(Cluster.root(), Cluster.settings());
    }

    @Override
    protected boolean locks() {
        return false;
    }

    @Override
    protected int callsBetweenCrashes() {
        return 6;
    }

    @AfterEach
    void deleteAll() throws Exception {
        try (var all = HdfsProvider.storage(Cluster.root(), Cluster.settings())) {
            deleteBelow(all, "");
        }
        files.close();
    }

    private static void deleteBelow(Storage storage, String directory) {
        for (Storage.Entry entry : storage.list(directory)) {
            if (entry.directory()) deleteBelow(storage, entry.path());
            storage.delete(entry.path());
        }
    }

    @Test
    void whoOpensAFileTakesItFromWhoHadItOpen() {
        Storage.Appender zombie = files.append("log");
        zombie.write(new byte[] {'a'}, 0, 1);
        zombie.sync();
        try (var others = HdfsProvider.storage(Cluster.root(), Cluster.settings());
                Storage.Appender next = others.append("log")) {
            assertEquals(1, next.size());
            next.write(new byte[] {'b'}, 0, 1);
            next.sync();
            assertThrows(SluiceException.class, () -> {
                zombie.write(new byte[] {'z'}, 0, 1);
                zombie.sync();
            });
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        assertEquals("ab", new String(files.read("log"), java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void theDefaultFileSystemNeedsNoName() {
        Map<String, String> settings = Map.of("spark.hadoop.fs.defaultFS", Cluster.root());
        try (var storage = new StorageByScheme(new MemoryStorage(), () -> settings)) {
            storage.create("hdfs:/a/b", new byte[2]);
            storage.create("hdfs:///a/c", new byte[2]);
            assertEquals(2, files.list("a").size());
            assertEquals(
                    Cluster.root() + "/a/b",
                    storage.list(Cluster.root() + "/a").getFirst().path());
        }
    }

    @Test
    void aNameNodeThatIsNotThereIsNamed() {
        Map<String, String> settings = Map.of("spark.hadoop.ipc.client.connect.max.retries", "0");
        try (var storage = new StorageByScheme(new MemoryStorage(), () -> settings)) {
            var error = assertThrows(SluiceException.class, () -> storage.find("hdfs://127.0.0.1:1/x"));
            assertTrue(error.getMessage().contains("Cannot look at hdfs://127.0.0.1:1/x: "), error.getMessage());
            assertTrue(error.getMessage().contains("Connection refused"), error.getMessage());
        }
    }
}
