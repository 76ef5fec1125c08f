package dev.sluice.hadoop;

import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.StorageByScheme;
import dev.sluice.testing.storage.RemoteFileSourceContract;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;

class HdfsFileSourceTest extends RemoteFileSourceContract {

    /// One for all tests: a client of its own for each would be a second each.
    private static final StorageByScheme STORAGE = new StorageByScheme(LocalStorage.ofMachine(), Cluster::settings);

    private final String directory = Cluster.root() + "/files-" + UUID.randomUUID();

    @AfterAll
    static void closeStorage() {
        STORAGE.close();
    }

    @Override
    protected String directory() {
        return directory;
    }

    @Override
    protected StorageByScheme storage() {
        return STORAGE;
    }
}
