package dev.sluice.testing.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.storage.MemoryStorage;
import dev.sluice.storage.Storage;
import org.junit.jupiter.api.Test;

class MemoryStorageTest extends StorageContract {

    private MemoryStorage files = new MemoryStorage();

    @Override
    protected Storage open() {
        return files;
    }

    @Override
    protected Storage openAfterCrash() {
        files = files.crashed();
        return files;
    }

    @Test
    void aCrashLeavesWhatWasSynced() {
        var storage = new MemoryStorage();
        storage.create("whole", bytes("created"));
        try (Storage.Appender log = storage.append("log")) {
            log.write(bytes("synced."), 0, 7);
            log.sync();
            log.write(bytes("lost"), 0, 4);

            assertEquals("synced.lost", text(storage.read("log")));
            assertEquals("synced.", text(storage.crashed().read("log")));
            assertEquals("synced.lo", text(storage.crashed(2).read("log")));
            assertEquals("created", text(storage.crashed().read("whole")));
        }
    }

    @Test
    void aCrashEndsLocksAndLeavesTheOldStorageAlone() {
        var storage = new MemoryStorage();
        try (Storage.Lock _ = storage.lock("lock").orElseThrow()) {
            MemoryStorage after = storage.crashed();
            assertTrue(after.lock("lock").isPresent());
            after.create("new", bytes("x"));
            assertTrue(storage.find("new").isEmpty());
            assertTrue(storage.lock("lock").isEmpty());
        }
    }

    @Test
    void modificationTimesComeFromTheGivenClock() {
        long[] now = {1_000};
        var storage = new MemoryStorage(() -> now[0]);
        storage.create("a", bytes("a"));
        now[0] = 2_000;
        storage.create("b", bytes("b"));
        assertEquals(1_000, storage.find("a").orElseThrow().modifiedMillis());
        assertEquals(2_000, storage.find("b").orElseThrow().modifiedMillis());
    }
}
