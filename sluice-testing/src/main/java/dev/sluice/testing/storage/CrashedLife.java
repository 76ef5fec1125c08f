package dev.sluice.testing.storage;

import static dev.sluice.testing.storage.StorageContract.bytes;
import static dev.sluice.testing.storage.StorageContract.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.storage.Storage;
import java.util.List;

/// What a process does to a storage until it dies, and what must be there afterwards: all that it was told is done,
/// and of what it was not told, all or nothing; of what it appended, a beginning.
final class CrashedLife {

    private static final int RECORDS = 20;

    private final String directory;
    private boolean created;
    private int synced;
    private int begun;
    private boolean logOpened;
    private int replaced;
    private boolean deleted;

    CrashedLife(String directory) {
        this.directory = directory;
    }

    void run(Storage storage) {
        storage.create(directory + "/first", bytes("first"));
        created = true;
        storage.create(directory + "/log", bytes("header\n"));
        logOpened = true;
        try (Storage.Appender log = storage.append(directory + "/log")) {
            for (int i = 0; i < RECORDS; i++) {
                byte[] record = record(i);
                begun = i + 1;
                log.write(record, 0, record.length);
                log.sync();
                synced = i + 1;
            }
        }
        for (int i = 1; i <= 2; i++) {
            storage.replace(directory + "/state", bytes("state " + i));
            replaced = i;
        }
        storage.delete(directory + "/first");
        deleted = true;
    }

    void check(Storage storage) {
        String where = directory + ": ";
        if (deleted) {
            assertTrue(storage.find(directory + "/first").isEmpty(), where + "it was deleted");
        } else if (created && replaced < 2) {
            assertEquals("first", text(storage.read(directory + "/first")), where);
        }
        if (storage.find(directory + "/state").isPresent()) {
            List<String> may = List.of("state " + replaced, "state " + (replaced + 1));
            String state = text(storage.read(directory + "/state"));
            assertTrue(may.contains(state), where + state);
        } else {
            assertEquals(0, replaced, where + "what was put is gone");
        }
        if (storage.find(directory + "/log").isPresent()) {
            checkLog(storage, where);
        } else {
            assertTrue(!logOpened, where + "the log is gone");
        }
    }

    private void checkLog(Storage storage, String where) {
        String log = text(storage.read(directory + "/log"));
        assertTrue(expected(begun).startsWith(log), where + "something else was appended: " + log);
        assertTrue(log.startsWith(expected(logOpened ? synced : 0)), where + synced + " records were synced: " + log);
        try (Storage.Appender on = storage.append(directory + "/log")) {
            assertEquals(log.length(), on.size(), where);
            on.write(bytes("on"), 0, 2);
            on.sync();
        }
        assertEquals(log + "on", text(storage.read(directory + "/log")), where);
    }

    private static String expected(int records) {
        var text = new StringBuilder("header\n");
        for (int i = 0; i < records; i++) text.append(text(record(i)));
        return text.toString();
    }

    private static byte[] record(int i) {
        return bytes("record " + i + " " + "x".repeat(i) + "\n");
    }
}
