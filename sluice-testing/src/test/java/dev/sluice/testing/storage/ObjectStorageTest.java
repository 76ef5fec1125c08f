package dev.sluice.testing.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.error.SluiceException;
import dev.sluice.storage.ObjectStorage;
import dev.sluice.storage.Storage;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectStorageTest extends StorageContract {

    private final MemoryObjectStore objects = new MemoryObjectStore();

    @Override
    protected Storage open() {
        return new ObjectStorage(objects);
    }

    @Override
    protected Storage open(Death death) {
        return new ObjectStorage(new MortalObjectStore(objects, death));
    }

    @Override
    protected boolean locks() {
        return false;
    }

    @Override
    protected boolean hasDirectories() {
        return false;
    }

    @Test
    void whatIsSyncedOftenIsMergedSoThatAListingStaysShort() {
        int most = 0;
        try (Storage.Appender log = open().append("log")) {
            for (int i = 0; i < 5_000; i++) {
                log.write(bytes("0123456789"), 0, 10);
                log.sync();
                most = Math.max(most, objects.keys().size());
            }
        }
        assertEquals("0123456789".repeat(5_000), text(open().read("log")));
        // 15 of each of four levels and the file's own; one more of each while they are merged, and the merged one.
        assertTrue(most <= 15 * 4 + 1 + 4, most + " objects");
    }

    @Test
    void whoAppendsBehindAnotherIsRefused() {
        Storage storage = open();
        Storage.Appender zombie = storage.append("log");
        Storage.Appender next = open().append("log");
        next.write(bytes("next"), 0, 4);
        next.sync();
        zombie.write(bytes("zombie"), 0, 6);
        var error = assertThrows(SluiceException.class, zombie::sync);
        assertTrue(
                error.sentence().contains("Cannot write objects://log: another writer has appended to it."),
                error.sentence());
        assertThrows(SluiceException.class, zombie::sync);
        assertEquals("next", text(storage.read("log")));
    }

    @Test
    void aNameOfAPartIsRefused() {
        String part = "log~00000000000000000040.0";
        var error = assertThrows(SluiceException.class, () -> open().create(part, bytes("x")));
        assertTrue(error.getMessage().contains("names that end so are those of appended parts"), error.getMessage());
    }

    @Test
    void nothingIsLeftOfADeletedFile() {
        Storage storage = open();
        storage.create("log", bytes("header"));
        try (Storage.Appender log = storage.append("log")) {
            for (int i = 0; i < 20; i++) {
                log.write(bytes("x"), 0, 1);
                log.sync();
            }
        }
        storage.delete("log");
        assertEquals(List.of(), objects.keys());
    }

    /// A store that opens a part anew, in the middle, may find that it has been merged.
    @Test
    void aPartThatIsMergedWhileItIsReadIsReadFromWhatItBecame() throws IOException {
        try (Storage.Appender log = open().append("log")) {
            for (int i = 0; i < 15; i++) {
                log.write(bytes("0123456789"), 0, 10);
                log.sync();
            }
            var breaking = new MemoryObjectStore() {
                @Override
                public InputStream open(String key, long fromByte) throws NoSuchFileException {
                    InputStream whole = objects.open(key, fromByte);
                    return new FilterInputStream(whole) {
                        @Override
                        public int read(byte[] bytes, int offset, int length) throws IOException {
                            if (objects.keys().contains(key)) return super.read(bytes, offset, Math.min(length, 4));
                            throw new NoSuchFileException(key);
                        }
                    };
                }

                @Override
                public synchronized List<Item> list(String prefix) {
                    return objects.list(prefix);
                }
            };
            try (InputStream in = new ObjectStorage(breaking).open("log", 0)) {
                assertEquals("0123", text(in.readNBytes(4)));
                log.write(bytes("0123456789"), 0, 10);
                log.sync(); // the sixteenth: they become one
                assertEquals("456789" + "0123456789".repeat(14), text(in.readAllBytes()));
            }
        }
    }
}
